import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assign } from './assign.ts';
import type { Edge } from './assign.ts';

/** The greatest weight that any matching has, by trying them all. */
function best(edges: readonly Edge[], lefts: number, left = 0, taken = new Set<number>()): number {
  if (left === lefts) return 0;
  let most = best(edges, lefts, left + 1, taken);
  for (const edge of edges) {
    if (edge.left !== left || taken.has(edge.right)) continue;
    most = Math.max(most, edge.weight + best(edges, lefts, left + 1, new Set([...taken, edge.right])));
  }
  return most;
}

const edgesArbitrary = fc.uniqueArray(fc.record({ left: fc.nat(4), right: fc.nat(4), weight: fc.integer({ min: 1, max: 12 }) }), {
  selector: ({ left, right }) => left * 10 + right,
  maxLength: 16,
});

test('finds the one-to-one matching of the greatest weight', () => {
  fc.assert(
    fc.property(edgesArbitrary, (edges) => {
      const matched = assign(5, 5, edges);
      const taken = [...matched].filter((right) => right >= 0);
      expect(new Set(taken).size).toBe(taken.length);
      const weights = [...matched].map((right, left) =>
        right < 0 ? 0 : (edges.find((edge) => edge.left === left && edge.right === right)?.weight ?? Number.NaN),
      );
      expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(best(edges, 5));
    }),
    { numRuns: 1000 },
  );
});

test('gives up a good match where that makes two better ones', () => {
  const edges = [
    { left: 0, right: 0, weight: 10 },
    { left: 0, right: 1, weight: 9 },
    { left: 1, right: 0, weight: 8 },
  ];
  expect([...assign(2, 2, edges)]).toEqual([1, 0]);
});

test('leaves alone what nothing speaks for', () => {
  expect([...assign(2, 1, [{ left: 1, right: 0, weight: 0 }])]).toEqual([-1, -1]);
});
