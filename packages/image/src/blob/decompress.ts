import type { ByteReader } from '../bytes/byte-reader.ts';
import type { ReaderLimits } from '../limits.ts';
import type { Report } from '../problem.ts';

/** How content is compressed, by its first bytes. */
export const compressions = ['none', 'gzip', 'zstd', 'bzip2', 'xz'] as const;
export type Compression = (typeof compressions)[number];

/** What decompressing takes. */
export interface DecompressOptions {
  limits: ReaderLimits;
  report: Report;
}

/** Yields what the content decompresses to, as far as that goes, and then reads the content to its end. Never throws for its content's sake. */
export type Decompress = (reader: ByteReader, options: DecompressOptions) => AsyncGenerator<Uint8Array, DecompressedParts>;

/** Gzip members or zstd frames that were read to their end. */
export interface DecompressedParts {
  parts: number;
  /** Whether everything was read without a problem that makes the result doubtful. */
  complete: boolean;
}

const starts = {
  gzip: [0x1f, 0x8b],
  zstd: [0x28, 0xb5, 0x2f, 0xfd],
  bzip2: [0x42, 0x5a, 0x68],
  xz: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0],
} as const;

/** Tells by the first bytes how content is compressed. */
export function compressionOf(head: Uint8Array): Compression {
  const found = (Object.keys(starts) as (keyof typeof starts)[]).find((name) => head.length >= starts[name].length && starts[name].every((byte, at) => head[at] === byte));
  // A zstd stream may start with a frame that only holds somebody's notes.
  const isSkippable = (head[0] ?? 0) >> 4 === 5 && head[1] === 0x2a && head[2] === 0x4d && head[3] === 0x18;
  return found ?? (isSkippable ? 'zstd' : 'none');
}
