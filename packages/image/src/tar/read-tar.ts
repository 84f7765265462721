import type { ByteReader } from '../bytes/byte-reader.ts';
import type { ReaderLimits } from '../limits.ts';
import type { Report } from '../problem.ts';
import { hazardOfLink, hazardOfName, isUtf8, tarName } from './names.ts';
import { readPaxRecords } from './pax-records.ts';
import type { TarEntry, TarFacts, TarName } from './tar-entry.ts';
import { blockSize, isTarHeader, isZeroBlock, readTarHeader } from './tar-header.ts';
import type { TarHeader } from './tar-header.ts';

/** Called for every entry; may read its content from the reader, no further, before it returns. */
export type OnTarEntry = (entry: TarEntry) => void | Promise<void>;

export interface ReadTarOptions {
  limits: ReaderLimits;
  report: Report;
  onEntry?: OnTarEntry;
}

/** What records before an entry say of it. */
interface Described {
  pax: Map<string, Uint8Array>;
  name?: Uint8Array;
  link?: Uint8Array;
}

const withoutContent: readonly TarEntry['type'][] = ['hard-link', 'symbolic-link', 'character-device', 'block-device', 'directory', 'fifo'];

/** Reads a tar archive to its end: ustar, PAX and GNU records, in the way that the common readers of layers take them. */
export async function readTar(reader: ByteReader, { limits, report, onEntry }: ReadTarOptions): Promise<TarFacts> {
  const facts: TarFacts = { entries: 0, types: {}, contentBytes: 0, complete: false };
  // Entries keep it: it is replaced, and never changed.
  let global = noRecords;
  let described: Described | undefined;

  for (;;) {
    const offset = reader.position;
    const block = reader.tryRead(blockSize) ?? (await reader.read(blockSize));
    if (block.length < blockSize) {
      report(block.length === 0 ? 'tar-end-missing' : 'tar-truncated', { offset, ...(block.length > 0 && { detail: `${block.length} bytes of a header` }) });
      break;
    }
    if (block[0] === 0 && isZeroBlock(block)) {
      facts.complete = await readEnd(reader, offset, report);
      break;
    }
    if (!isTarHeader(block)) {
      report('tar-checksum', { offset });
      break;
    }
    const header = readTarHeader(block);
    if (header.size === undefined || header.size < 0) {
      report('tar-number', { offset, detail: 'size' });
      break;
    }
    if (isRecord(header)) {
      const read = await readRecord(reader, header.size, limits.metadataBytes);
      if (read === 'too-large') report('tar-metadata-too-large', { offset, detail: `${header.size} bytes` });
      else if (read === 'truncated') {
        report('tar-truncated', { offset, detail: 'in the records before an entry' });
        break;
      } else if (header.typeFlag === 'g') {
        report('tar-global', { offset });
        const records = new Map<string, Uint8Array>();
        takePax(read, records, report, offset);
        global = merge(global, records);
        if (sizeOf(global) > Math.min(limits.metadataBytes, mostGlobalBytes)) {
          report('tar-metadata-too-large', { offset, detail: 'all PAX headers for entries that follow' });
          global = noRecords;
        }
      } else {
        described ??= { pax: new Map() };
        if (header.typeFlag === 'x') takePax(read, described.pax, report, offset);
        else described[header.typeFlag === 'L' ? 'name' : 'link'] = untilNul(read);
      }
      continue;
    }
    if (facts.entries >= limits.entries) {
      report('tar-too-many-entries', { offset, detail: `more than ${limits.entries}` });
      break;
    }
    const entry = describe(header, described, global, { index: facts.entries, offset }, report);
    described = undefined;
    if (entry === undefined) break;
    if (header.sparse?.extended && !(await skipSparseMap(reader))) {
      report('tar-truncated', { offset, ...shown(entry), detail: 'in a sparse map' });
      break;
    }
    facts.entries++;
    facts.types[entry.type] = (facts.types[entry.type] ?? 0) + 1;
    facts.contentBytes += entry.size;
    const end = reader.position + entry.size;
    const handled = onEntry?.(entry);
    if (handled) await handled;
    const padding = (blockSize - (entry.size % blockSize)) % blockSize;
    const rest = end - reader.position;
    if (rest > 0 && (await reader.skip(rest)) < rest) {
      report('tar-truncated', { offset, ...shown(entry), detail: `${end - reader.position} bytes of content are missing` });
      break;
    }
    if (padding > 0 && (reader.tryRead(padding) ?? (await reader.read(padding))).length < padding) {
      report('tar-truncated', { offset, ...shown(entry), detail: 'in the padding of its content' });
      break;
    }
  }
  if (described && facts.complete) report('tar-metadata-orphaned');
  await reader.drain();
  return facts;
}

/** They are looked at again for every entry; a commit's name is all that is ever found in them. */
const mostGlobalBytes = 16 * 1024;

const isRecord = ({ typeFlag }: TarHeader): boolean => typeFlag === 'x' || typeFlag === 'g' || typeFlag === 'L' || typeFlag === 'K';

async function readRecord(reader: ByteReader, size: number, limit: number): Promise<Uint8Array | 'truncated' | 'too-large'> {
  const padded = Math.ceil(size / blockSize) * blockSize;
  if (size > limit) return (await reader.skip(padded)) < padded ? 'truncated' : 'too-large';
  const bytes = await reader.read(padded);
  return bytes.length < padded ? 'truncated' : bytes.subarray(0, size);
}

function takePax(bytes: Uint8Array, into: Map<string, Uint8Array>, report: Report, offset: number): void {
  const { records, malformed } = readPaxRecords(bytes);
  if (malformed !== undefined) report('tar-pax-malformed', { offset, detail: malformed });
  for (const [key, value] of records) into.set(key, value);
}

const sizeOf = (records: ReadonlyMap<string, Uint8Array>): number => [...records].reduce((sum, [key, value]) => sum + key.length + value.length, 0);

function untilNul(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0);
  return new Uint8Array(bytes.subarray(0, end === -1 ? bytes.length : end));
}

/** The last of the old GNU sparse headers says that none follows. */
async function skipSparseMap(reader: ByteReader): Promise<boolean> {
  for (;;) {
    const block = reader.tryRead(blockSize) ?? (await reader.read(blockSize));
    if (block.length < blockSize) return false;
    if (block[504] === 0) return true;
  }
}

/** A second block of zeros, and nothing but zeros after it. */
async function readEnd(reader: ByteReader, offset: number, report: Report): Promise<boolean> {
  const second = await reader.read(blockSize);
  if (second.length < blockSize) report('tar-end-missing', { offset, detail: 'one block of zeros only' });
  for (let chunk: Uint8Array | undefined = second; chunk; chunk = await reader.next()) {
    if (isZeroBlock(chunk)) continue;
    report('tar-trailing', { offset: reader.position - chunk.length });
    break;
  }
  return true;
}

const shown = ({ index, name }: TarEntry): { entry: number; name: string } => ({ entry: index, name: name.text });

/** An empty value takes back what an earlier record said. */
function merge(global: ReadonlyMap<string, Uint8Array>, local: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, Uint8Array> {
  const pax = new Map([...global, ...local]);
  for (const [key, value] of pax) if (value.length === 0 && standardKeys.has(key)) pax.delete(key);
  return pax;
}
const noRecords: ReadonlyMap<string, Uint8Array> = new Map();
const standardKeys: ReadonlySet<string> = new Set(['path', 'linkpath', 'size', 'uid', 'gid', 'uname', 'gname', 'mtime', 'atime', 'ctime', 'charset', 'comment', 'hdrcharset']);

function describe(
  header: TarHeader,
  described: Described | undefined,
  global: ReadonlyMap<string, Uint8Array>,
  { index, offset }: { index: number; offset: number },
  report: Report,
): TarEntry | undefined {
  const pax = described ? merge(global, described.pax) : global;
  const text = (key: string): string | undefined => {
    const value = pax.get(key);
    return value && Buffer.from(value).toString();
  };
  const bad = (detail: string): undefined => {
    report('tar-number', { offset, entry: index, name: name.text, detail });
    return undefined;
  };
  const name = tarName(pax.get('GNU.sparse.name') ?? pax.get('path') ?? described?.name ?? header.name);
  const { typeFlag, type, format } = header;
  const number = (key: string, written: number | undefined, pattern: RegExp = /^\d+$/u): number | undefined => {
    const value = text(key);
    if (value === undefined) return written ?? bad(key);
    return pattern.test(value) && Math.abs(Number(value)) <= Number.MAX_SAFE_INTEGER ? Number(value) : bad(`${key} ${JSON.stringify(value.slice(0, 40))}`);
  };
  const declared = number('size', header.size);
  if (declared === undefined) return undefined;
  const isLink = type === 'hard-link' || type === 'symbolic-link';
  const sparse = sparseOf(header, text);
  const entry: TarEntry = {
    index,
    offset,
    name,
    type,
    typeFlag,
    ...(isLink && { link: tarName(pax.get('linkpath') ?? described?.link ?? header.link) }),
    size: withoutContent.includes(type) ? 0 : declared,
    ...(sparse && { sparse }),
    mode: header.mode ?? bad('mode'),
    uid: number('uid', header.uid),
    gid: number('gid', header.gid),
    userName: text('uname') ?? tarName(header.userName).text,
    groupName: text('gname') ?? tarName(header.groupName).text,
    mtime: number('mtime', header.mtime, /^-?\d+(?:\.\d*)?$/u),
    device: { major: header.major ?? bad('device'), minor: header.minor ?? bad('device') },
    format,
    pax,
  };
  reportEntry(entry, declared, report);
  return entry;
}

function sparseOf({ sparse }: TarHeader, text: (key: string) => string | undefined): TarEntry['sparse'] {
  if (sparse) return { realSize: sparse.realSize };
  const major = text('GNU.sparse.major') ?? text('GNU.sparse.map') ?? text('GNU.sparse.numblocks');
  const realSize = text('GNU.sparse.realsize') ?? text('GNU.sparse.size');
  if (major === undefined && realSize === undefined) return undefined;
  return { realSize: realSize !== undefined && /^\d{1,15}$/u.test(realSize) ? Number(realSize) : undefined };
}

function reportEntry(entry: TarEntry, declared: number, report: Report): void {
  const { name, link, type, offset } = entry;
  const where = (detail?: string): Parameters<Report>[1] => ({ offset, ...shown(entry), ...(detail !== undefined && { detail }) });
  const noUtf8 = (it: TarName): boolean => !isUtf8(it.bytes);
  const hazard = hazardOfName(name.text);
  if (hazard !== undefined) report('tar-name-unsafe', where(hazard));
  if (noUtf8(name) || (link && noUtf8(link))) report('tar-name-encoding', where());
  const linkHazard = link && hazardOfLink(link.text, { of: name.text, symbolic: type === 'symbolic-link' });
  if (link && linkHazard !== undefined) report('tar-link-unsafe', where(`${linkHazard}: ${link.text}`));
  if (type === 'unknown') report('tar-type-unknown', where(JSON.stringify(entry.typeFlag)));
  if (entry.sparse) report('tar-sparse', where());
  if (entry.size !== declared) report('tar-size-ignored', where(`${declared} bytes`));
}
