import { blockSize } from '../tar/tar-header.ts';
import { tarTypes } from '../tar/tar-entry.ts';
import type { TarType } from '../tar/tar-entry.ts';

/** One entry to be written. What is not given is what a plain file of root's has. */
export interface EntryDraft {
  name: string | Uint8Array;
  type?: Exclude<TarType, 'unknown'>;
  /** Written instead of the one that belongs to `type`. */
  typeFlag?: string;
  content?: string | Uint8Array;
  link?: string | Uint8Array;
  mode?: number;
  uid?: number;
  gid?: number;
  userName?: string;
  groupName?: string;
  mtime?: number;
  device?: { major: number; minor: number };
  /** Extended attributes, by name. */
  xattrs?: Readonly<Record<string, string | Uint8Array>>;
  /** Further PAX records. */
  pax?: Readonly<Record<string, string | Uint8Array>>;
  /** The size in the header, whatever the content's is. */
  size?: number;
  /** PAX records for all that follows, in place of an entry. */
  global?: boolean;
}

export interface WriteTarOptions {
  /** Blocks of zeros at the end. */
  endBlocks?: number;
}

/** Writes a tar archive: ustar headers, and PAX records where those cannot hold something. The same entries give the same bytes. */
export function writeTar(entries: readonly EntryDraft[], { endBlocks = 2 }: WriteTarOptions = {}): Buffer {
  return Buffer.concat([...entries.flatMap(writeEntry), Buffer.alloc(endBlocks * blockSize)]);
}

const bytesOf = (text: string | Uint8Array): Buffer => (typeof text === 'string' ? Buffer.from(text) : Buffer.from(text));

function writeEntry(entry: EntryDraft): Buffer[] {
  const name = bytesOf(entry.name);
  const link = bytesOf(entry.link ?? '');
  const content = bytesOf(entry.content ?? '');
  const { mtime = 0 } = entry;
  const pax = new Map<string, Buffer>(Object.entries(entry.pax ?? {}).map(([key, value]) => [key, bytesOf(value)]));
  for (const [key, value] of Object.entries(entry.xattrs ?? {})) pax.set(`SCHILY.xattr.${key}`, bytesOf(value));
  if (entry.global) return withContent(header({ name: Buffer.from('pax_global_header'), typeFlag: 'g', size: recordsOf(pax).length }), recordsOf(pax));
  if (name.length > 100) pax.set('path', name);
  if (link.length > 100) pax.set('linkpath', link);
  if (!Number.isInteger(mtime)) pax.set('mtime', Buffer.from(String(mtime)));
  const records = recordsOf(pax);
  const size = entry.size ?? content.length;
  const block = header({ ...entry, name: name.subarray(0, 100), link: link.subarray(0, 100), mtime: Math.trunc(mtime), size, typeFlag: entry.typeFlag ?? flagOf(entry.type ?? 'file') });
  return [...(records.length > 0 ? withContent(header({ name: Buffer.from('PaxHeaders/entry'), typeFlag: 'x', size: records.length }), records) : []), ...withContent(block, content)];
}

const flagOf = (type: TarType): string => Object.entries(tarTypes).find(([, known]) => known === type)?.[0] ?? '0';

const withContent = (block: Buffer, content: Buffer): Buffer[] => [block, content, Buffer.alloc((blockSize - (content.length % blockSize)) % blockSize)];

function recordsOf(pax: ReadonlyMap<string, Buffer>): Buffer {
  return Buffer.concat([...pax].map(([key, value]) => paxRecord(key, value)));
}

/** The length counts its own digits. */
export function paxRecord(key: string, value: Uint8Array): Buffer {
  const rest = Buffer.concat([Buffer.from(` ${key}=`), value, Buffer.from('\n')]);
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

interface HeaderDraft extends Omit<EntryDraft, 'name' | 'link'> {
  name: Buffer;
  link?: Buffer;
}

function header({ name, link, typeFlag = '0', mode, uid = 0, gid = 0, size = 0, mtime = 0, userName = '', groupName = '', device, type }: HeaderDraft): Buffer {
  const block = Buffer.alloc(blockSize);
  block.set(name);
  const number = (value: number, start: number, length: number): void => {
    if (value >= 0 && value < 8 ** (length - 1)) block.write(value.toString(8).padStart(length - 1, '0'), start, 'latin1');
    else {
      block.writeBigInt64BE(BigInt(value), start + length - 8);
      if (length > 8) block.fill(value < 0 ? 0xff : 0, start, start + length - 8);
      block[start] = (block[start] ?? 0) | 0x80;
    }
  };
  number(mode ?? (type === 'directory' ? 0o755 : 0o644), 100, 8);
  number(uid, 108, 8);
  number(gid, 116, 8);
  number(size, 124, 12);
  number(mtime, 136, 12);
  block.write(typeFlag, 156, 'latin1');
  if (link) block.set(link, 157);
  block.write('ustar\u000000', 257, 'latin1');
  block.write(userName, 265, 32);
  block.write(groupName, 297, 32);
  number(device?.major ?? 0, 329, 8);
  number(device?.minor ?? 0, 337, 8);
  sealHeader(block);
  return block;
}

/** Writes the checksum of a header block that was changed. */
export function sealHeader(block: Buffer): void {
  block.fill(' ', 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
}
