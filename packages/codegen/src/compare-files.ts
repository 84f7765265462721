import { compareIds } from '@specproof/model';
import type { GeneratedFile } from './generated-file.ts';

/** How what is on disk differs from what would be generated. */
export type FileFinding =
  | { kind: 'missing-file'; path: string }
  /** Nothing generates it any more. */
  | { kind: 'left-over-file'; path: string }
  /** Out of date, edited by hand, or generated from something else; `line` is the first that differs, `expected` or `found` absent behind the end. */
  | { kind: 'changed-file'; path: string; line: number; expected?: string; found?: string };

/** Compares what would be generated with all that stands in the places of generated files. */
export function compareFiles(generated: readonly GeneratedFile[], existing: readonly GeneratedFile[]): FileFinding[] {
  const found = new Map(existing.map(({ path, content }) => [path, content]));
  const expected = new Set(generated.map(({ path }) => path));
  const findings = generated.flatMap(({ path, content }) => compare(path, content, found.get(path)));
  const leftOver = existing.filter(({ path }) => !expected.has(path)).map(({ path }): FileFinding => ({ kind: 'left-over-file', path }));
  return [...findings, ...leftOver].sort((a, b) => compareIds(a.path, b.path));
}

function compare(path: string, expected: string, found: string | undefined): FileFinding[] {
  if (found === undefined) return [{ kind: 'missing-file', path }];
  if (found === expected) return [];
  const [wanted, present] = [expected.split('\n'), found.split('\n')];
  const first = wanted.findIndex((line, i) => line !== present[i]);
  const index = first === -1 ? wanted.length : first;
  return [{ kind: 'changed-file', path, line: index + 1, ...line('expected', wanted[index]), ...line('found', present[index]) }];
}

const line = <K extends string>(key: K, content: string | undefined): { [key in K]?: string } => (content === undefined ? {} : ({ [key]: content } as { [key in K]: string }));
