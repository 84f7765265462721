import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commonPairs, decodePairs, hashPair, pairsOf, wordPairs } from './pairs.ts';

test('are four hex digits per word pair, in an order that says nothing of the text', () => {
  const pairs = wordPairs('a cup holds tea');
  expect(pairs).toMatch(/^[0-9a-f]{12}$/u);
  expect(decodePairs(pairs)).toEqual(decodePairs(pairs).toSorted((a, b) => a - b));
  expect(decodePairs(pairs)).toContain(hashPair('cup', 'holds'));
});

test('are no pairs of a word with a mark, which would be a hash of the word alone', () => {
  expect(wordPairs('a cup {} hold tea')).toBe(wordPairs('a cup hold tea'));
  expect(wordPairs('cup {}')).toBe('');
});

test('are left out for a context that has none', () => {
  expect(pairsOf({ sentence: 'a cup', context: 'tea' })).toEqual({ sentence: wordPairs('a cup') });
});

test('are counted as often as they stand in both', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9)), fc.array(fc.nat(9)), (a, b) => {
      const count = (list: number[], item: number) => list.filter((other) => other === item).length;
      const expected = [...new Set(a)].reduce((sum, item) => sum + Math.min(count(a, item), count(b, item)), 0);
      const ascending = (list: number[]) => list.toSorted((x, y) => x - y);
      expect(commonPairs(ascending(a), ascending(b))).toBe(expected);
    }),
  );
});
