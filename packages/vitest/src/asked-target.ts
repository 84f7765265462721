import { targetKinds } from '@specproof/model';
import type { TargetKind } from '@specproof/model';

/** The kind of target that a body asks for, read from its first parameter as Vitest reads fixtures; `undefined` where it takes any. */
export function askedTarget(body: (...args: never[]) => unknown): TargetKind | undefined {
  const names = topLevelNames(body.toString());
  return targetKinds.find((kind) => names.includes(kind));
}

/** Keys of the pattern that a function's first parameter is. */
function topLevelNames(source: string): string[] {
  const start = /^[^(]*\(\s*\{/u.exec(source)?.[0].length ?? source.length;
  let depth = 0;
  let top = '';
  for (const character of source.slice(start)) {
    if ('}])'.includes(character) && depth-- === 0) break;
    if (depth === 0) top += character;
    if ('{[('.includes(character)) depth++;
  }
  return top.split(',').map((entry) => entry.replace(/[:=].*$/su, '').trim());
}
