import { compareIds } from '@specproof/model';
import type { SpecVersion } from '@specproof/model';
import { pinsOf } from './source.ts';
import { sha256 } from './source-file.ts';

/** A file that is not what is pinned; `found` is its hash, or `undefined` where there is none. */
export interface Mismatch {
  path: string;
  expected: string;
  found?: string;
  /** It would fit with Unix line endings. */
  lineEndings?: true;
}

/** Every pinned file that `read` gives otherwise or not at all, in order of path. */
export function compareWithPins(version: SpecVersion, read: (path: string) => Uint8Array | undefined): Mismatch[] {
  const mismatches: Mismatch[] = [];
  for (const [path, expected] of Object.entries(pinsOf(version))) {
    const content = read(path);
    const found = content && sha256(content);
    if (found === expected) continue;
    mismatches.push({ path, expected, ...(content && { found }), ...(content && sha256(withUnixLines(content)) === expected && { lineEndings: true }) });
  }
  return mismatches.sort((a, b) => compareIds(a.path, b.path));
}

/** Document, expected and found hash of the first mismatch, and how many more there are. */
export function describeMismatches(mismatches: readonly Mismatch[]): string {
  const [first, ...others] = [...mismatches].sort((a, b) => Number(a.found === undefined) - Number(b.found === undefined));
  if (first === undefined) return '';
  const more = others.length === 0 ? '' : `; ${others.length} more ${others.length === 1 ? 'file differs' : 'files differ'}`;
  if (first.found === undefined) return `${first.path} is missing${more}`;
  const hint = first.lineEndings ? ' (only its line endings were changed)' : '';
  return `${first.path}: expected SHA-256 ${first.expected}, found ${first.found}${hint}${more}`;
}

const withUnixLines = (content: Uint8Array): Uint8Array => Buffer.from(Buffer.from(content).toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
