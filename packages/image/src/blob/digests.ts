import { createHash } from 'node:crypto';

export const digestAlgorithms = ['sha256', 'sha512'] as const;
export type DigestAlgorithm = (typeof digestAlgorithms)[number];

/** What was computed, in the lower-case hexadecimal digits that follow `sha256:`. */
export type Digests = Partial<Record<DigestAlgorithm, string>>;

/** Takes bytes and gives their digests. A promise asks to wait before more is given. */
export interface Digester {
  update(bytes: Uint8Array): void | Promise<void>;
  digest(): Promise<Digests>;
}

/** Computes in this thread. */
export function digestHere(algorithms: readonly DigestAlgorithm[]): Digester {
  const hashes = algorithms.map((algorithm) => [algorithm, createHash(algorithm)] as const);
  return {
    update(bytes) {
      for (const [, hash] of hashes) hash.update(bytes);
    },
    digest: async () => Object.fromEntries(hashes.map(([algorithm, hash]) => [algorithm, hash.digest('hex')])),
  };
}
