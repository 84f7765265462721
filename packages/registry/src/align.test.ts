import fc from 'fast-check';
import { expect, test } from 'vitest';
import { align } from './align.ts';

/** Length of a longest common subsequence, the slow and simple way. */
function longest(a: readonly number[], b: readonly number[]): number {
  let row = Array.from({ length: b.length + 1 }, () => 0);
  for (const x of a) {
    const next = [0];
    b.forEach((y, j) => next.push(x === y ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0)));
    row = next;
  }
  return row.at(-1) ?? 0;
}

const list = fc.array(fc.nat(4), { maxLength: 40 });

test('finds a longest common subsequence', () => {
  fc.assert(
    fc.property(list, list, (a, b) => {
      const pairs = align(a, b);
      expect(pairs.length).toBe(longest(a, b));
      pairs.forEach(([i, j], n) => {
        expect(a[i]).toBe(b[j]);
        const [nextI, nextJ] = pairs[n + 1] ?? [a.length, b.length];
        expect(nextI > i && nextJ > j).toBe(true);
      });
    }),
    { numRuns: 500 },
  );
});

test('stays a common subsequence where there are thousands of differences', () => {
  const a = Array.from({ length: 6000 }, (_, i) => (i * 7919) % 6007);
  const b = a.toReversed();
  const pairs = align(a, b);
  expect(pairs.length).toBeGreaterThan(0);
  expect(pairs.every(([i, j], n) => a[i] === b[j] && (n === 0 || (i > (pairs[n - 1]?.[0] ?? 0) && j > (pairs[n - 1]?.[1] ?? 0))))).toBe(true);
});
