import { ByteReader, fromIterable } from '../bytes/byte-reader.ts';
import type { ByteSource } from '../bytes/byte-reader.ts';
import { jsonTooLarge, readJson } from '../json/read-json.ts';
import type { JsonDocument } from '../json/read-json.ts';
import type { ReaderLimits } from '../limits.ts';
import { collectProblems } from '../problem.ts';
import type { ImageProblem, Report } from '../problem.ts';
import { readTar } from '../tar/read-tar.ts';
import type { OnTarEntry } from '../tar/read-tar.ts';
import type { TarFacts } from '../tar/tar-entry.ts';
import { blockSize, isTarHeader, isZeroBlock } from '../tar/tar-header.ts';
import { mostUnpacked } from './budget.ts';
import type { Budget } from './budget.ts';
import { compressionOf } from './decompress.ts';
import type { Compression, DecompressedParts } from './decompress.ts';
import type { DigestThreads } from './digest-threads.ts';
import { digestAlgorithms } from './digests.ts';
import type { DigestAlgorithm, Digester, Digests } from './digests.ts';
import { gunzip } from './gunzip.ts';
import { unzstd } from './unzstd.ts';

/**
 * How much is read of each file: everything; everything but what is compressed or a tar archive only as bytes;
 * or of those nothing but the first bytes.
 */
export const depths = ['full', 'digests', 'shallow'] as const;
export type Depth = (typeof depths)[number];

/** What content decompresses to. */
export interface Decompressed extends DecompressedParts {
  size: number;
  digests: Digests;
}

/** What is known of one file after reading it once. */
export interface BlobFacts {
  path: string;
  /** Bytes that were read, or that the file is said to have where it was not read to its end. */
  size: number;
  /** None where the file was not read to its end. */
  digests: Digests;
  compression: Compression;
  decompressed?: Decompressed;
  /** Set where the content, decompressed, is a tar archive. */
  tar?: TarFacts;
  /** Set where the content may be JSON, and always where `expectJson` says so. */
  json?: JsonDocument;
  problems: readonly ImageProblem[];
}

export interface AnalyseBlobOptions {
  path: string;
  source: ByteSource;
  /** As it is told beforehand. */
  size: number;
  depth: Depth;
  /** JSON whatever it looks like: `index.json`. */
  expectJson?: boolean;
  onEntry?: OnTarEntry;
  limits: ReaderLimits;
  threads: DigestThreads;
  budget: Budget;
}

/** Reads one file once, whatever it is. Throws only what its source throws. */
export async function analyseBlob(options: AnalyseBlobOptions): Promise<BlobFacts> {
  const { path, source, size, depth, limits, threads } = options;
  const { report, problems } = collectProblems(path, limits.problemsPerKind);
  const algorithms = algorithmsFor(path);
  // Where next to nothing is read, no thread is worth starting.
  const raw = threads.digester(algorithms, depth === 'shallow' ? 0 : size);
  const read = { bytes: 0 };
  const reader = new ByteReader(tap(source, raw, read));
  const head = await reader.read(2 * blockSize);
  reader.unread(head);
  const compression = compressionOf(head);
  const isArchive = compression !== 'none' || looksLikeTar(head);
  const facts: BlobFacts = { path, size, digests: {}, compression, problems: [] };
  if (isArchive && depth === 'shallow' && !options.expectJson) {
    await raw.digest();
    return facts;
  }

  if (options.expectJson || !isArchive) {
    const json = await takeJson(reader, options);
    if (json) facts.json = json;
  } else if (depth === 'full') {
    if (compression === 'gzip' || compression === 'zstd') Object.assign(facts, await readCompressed(reader, compression, options, algorithms, report));
    else if (compression === 'none') facts.tar = await readTar(reader, { limits, report, onEntry: options.onEntry });
    else report('compression-unknown', { detail: compression });
  }
  await reader.drain();
  return { ...facts, size: read.bytes, digests: await raw.digest(), problems: problems() };
}

/** SHA-256 is asked for everywhere; another where the file is named after it. */
function algorithmsFor(path: string): DigestAlgorithm[] {
  const named = path.split('/')[1];
  return digestAlgorithms.filter((algorithm) => algorithm === 'sha256' || algorithm === named);
}

function tap(source: ByteSource, digester: Digester, read: { bytes: number }): ByteSource {
  return {
    async next() {
      const bytes = await source.next();
      if (bytes === undefined) return undefined;
      const wait = digester.update(bytes);
      if (wait) await wait;
      read.bytes += bytes.length;
      return bytes;
    },
  };
}

/** An archive without an entry is two blocks of zeros. */
const looksLikeTar = (head: Uint8Array): boolean => isTarHeader(head.subarray(0, blockSize)) || (head.length >= 2 * blockSize && isZeroBlock(head));

async function readCompressed(
  reader: ByteReader,
  compression: 'gzip' | 'zstd',
  { limits, onEntry, size, threads, budget }: AnalyseBlobOptions,
  algorithms: readonly DigestAlgorithm[],
  report: Report,
): Promise<Pick<BlobFacts, 'decompressed' | 'tar'>> {
  const digester = threads.digester(algorithms, size);
  const plain = { bytes: 0 };
  const most = mostUnpacked(size, limits);
  let parts: DecompressedParts = { parts: 0, complete: false };
  async function* decompressed(): AsyncGenerator<Uint8Array> {
    const decompressing = (compression === 'gzip' ? gunzip : unzstd)(reader, { limits, report });
    for (;;) {
      const { done, value } = await decompressing.next();
      if (done) {
        parts = value;
        return;
      }
      const isAffordable = budget.take(value.length);
      if (isAffordable && plain.bytes + value.length <= most.bytes) {
        yield value;
        continue;
      }
      report('compression-bomb', { detail: isAffordable ? most.said : `all blobs together more than ${limits.totalUnpackedBytes} bytes` });
      // The same end, however the bytes arrive.
      if (isAffordable) yield value.subarray(0, most.bytes - plain.bytes);
      await decompressing.return(parts);
      return;
    }
  }
  const inner = new ByteReader(tap(fromIterable(decompressed()), digester, plain));
  const head = await inner.read(2 * blockSize);
  inner.unread(head);
  // What is cut off is not this archive's fault.
  const tar = looksLikeTar(head) ? await readTar(inner, { limits, report, onEntry }) : undefined;
  await inner.drain();
  const digests = await digester.digest();
  return { decompressed: { ...parts, size: plain.bytes, digests }, ...(tar && { tar }) };
}

/** A document if that is what it may be; else the content is only passed over. */
async function takeJson(reader: ByteReader, { path, size, expectJson, limits, budget }: AnalyseBlobOptions): Promise<JsonDocument | undefined> {
  const head = await reader.read(64);
  reader.unread(head);
  if (!expectJson && !looksLikeJson(head)) return undefined;
  const taken: Uint8Array[] = [];
  let bytes = 0;
  for (let chunk = await reader.next(); chunk; chunk = await reader.next()) {
    bytes += chunk.length;
    if (bytes > limits.jsonBytes || !budget.keep(chunk.length)) return jsonTooLarge(path, Math.max(size, bytes));
    taken.push(new Uint8Array(chunk));
  }
  return readJson(path, Buffer.concat(taken), limits);
}

/** An object or array, after a byte order mark and space. */
const looksLikeJson = (head: Uint8Array): boolean => /^(?:\u00EF\u00BB\u00BF|\u00FE\u00FF|\u00FF\u00FE)?[\s\0]*[[{]/u.test(Buffer.from(head).toString('latin1'));
