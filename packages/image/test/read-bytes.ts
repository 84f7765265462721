import { analyseImage, openImage, readImage } from '../src/index.ts';
import type { AnalyseImageOptions, ImageFacts, ImageProblem } from '../src/index.ts';
import { analyseBlob } from '../src/blob/analyse-blob.ts';
import type { BlobFacts } from '../src/blob/analyse-blob.ts';
import { createBudget } from '../src/blob/budget.ts';
import { digestThreads } from '../src/blob/digest-threads.ts';
import { fromIterable } from '../src/bytes/byte-reader.ts';
import { defaultLimits } from '../src/limits.ts';
import type { ReaderLimits } from '../src/limits.ts';
import type { TarEntry } from '../src/index.ts';

/** Bytes in chunks of `size`, each of which spoils the one before, as it may. */
export async function* chunks(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(Math.min(size, bytes.length));
  for (let at = 0; at < bytes.length; at += size) {
    const part = bytes.subarray(at, at + size);
    buffer.fill(0xaa);
    buffer.set(part);
    yield buffer.subarray(0, part.length);
  }
}

/** Reads one blob from memory, with its entries. */
export async function readBlob(
  bytes: Uint8Array,
  { limits = {}, path = 'blobs/sha256/x', chunk, threads = 0 }: { limits?: Partial<ReaderLimits>; path?: string; chunk?: number; threads?: number } = {},
): Promise<BlobFacts & { entries: TarEntry[] }> {
  const all = { ...defaultLimits, ...limits };
  const entries: TarEntry[] = [];
  const pool = digestThreads(threads);
  try {
    const facts = await analyseBlob({
      path,
      source: fromIterable(chunks(bytes, chunk)),
      size: bytes.length,
      depth: 'full',
      onEntry: (entry) => void entries.push(entry),
      limits: all,
      threads: pool,
      budget: createBudget(all),
    });
    return { ...facts, entries };
  } finally {
    await pool.close();
  }
}

/** Reads an archive from memory. */
export const analyse = async (archive: Uint8Array, options?: AnalyseImageOptions, chunk?: number): Promise<ImageFacts> => analyseImage(await openImage(chunks(archive, chunk)), options);

/** The same with its graph. */
export const read = async (archive: Uint8Array, selection = {}) => readImage(await openImage(chunks(archive)), { selection });

/** What one problem says, on one line. */
export const show = ({ kind, path, pointer, entry, name, detail }: ImageProblem): string =>
  [kind, path.replace(/(?<=\/[0-9a-f]{6})[0-9a-f]+/u, '…'), pointer, entry, name, detail].filter((part) => part !== undefined).join(' | ');
