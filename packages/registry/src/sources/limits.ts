const megabyte = 1_000_000;

/** What a source may cost; none of it comes near what a real spec needs. */
export interface Limits {
  /** One document or schema. */
  fileBytes: number;
  /** A tarball as it is transferred or stored. */
  tarballBytes: number;
  /** A tarball unpacked, and what a command prints. */
  unpackedBytes: number;
  /** Until a server answers. */
  answerMs: number;
  /** Until everything is there. */
  transferMs: number;
}

export const defaultLimits: Limits = {
  fileBytes: 16 * megabyte,
  tarballBytes: 64 * megabyte,
  unpackedBytes: 256 * megabyte,
  answerMs: 10_000,
  transferMs: 60_000,
};

/** `16 MB`, or the bare number where it is less. */
export const formatBytes = (bytes: number): string => (bytes < megabyte ? `${bytes} bytes` : `${Math.round(bytes / megabyte)} MB`);

/** `10 s`. */
export const formatMs = (ms: number): string => `${ms / 1000} s`;
