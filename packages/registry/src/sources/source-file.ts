import { createHash } from 'node:crypto';

/** One file of a version's text; `path` is relative to the repository, `/` separated. */
export interface SourceFile {
  path: string;
  content: Uint8Array;
}

/** SHA-256 in lower-case hex. */
export const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');
