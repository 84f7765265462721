import type { RegisteredText } from '@specproof/model';
import { expect, test } from 'vitest';
import { looksEditorial } from './looks-editorial.ts';
import { pairsOf } from './pairs.ts';

const text = (sentence: string): RegisteredText => ({ level: 'MUST', fingerprint: { sentence }, pairs: pairsOf({ sentence }) });
const looks = (before: string, after: string): boolean => looksEditorial(text(before), text(after), { sentence: after });

test.each([
  ['the cup {} be placed on table', 'the cup {} be placed on the table'],
  ['the cup {} be placed in an a saucer', 'the cup {} be placed in a saucer'],
  ['a cup {} be placed on the table', 'the cup {} be placed on the table'],
  ['cups that are blue {} be washed', 'cups which are blue {} be washed'],
])('small words only: %s → %s', (before, after) => expect(looks(before, after)).toBe(true));

test.each([
  ['the cup {} be placed on the table', 'the cup {} not be placed on the table'],
  ['the cup {} not be placed on the table', 'the cup {} be placed on the table'],
  ['the cup {} hold 3 spoons of sugar', 'the cup {} hold 4 spoons of sugar'],
  ['the cup {} hold at least spoons of sugar', 'the cup {} hold spoons of sugar'],
  ['the cup {} stand on the table', 'the cup {} stand on the red table'],
  ['the red cup {} stand on the table', 'the cup {} stand on the table'],
  ['the cup {} be filled from the pot', 'the cup {} be filled to the pot'],
  ['all of the cups {} be washed', 'all of red the cups {} be washed'],
])('more than that: %s → %s', (before, after) => expect(looks(before, after)).toBe(false));

test('never where the level, a condition or what is inherited changed', () => {
  const before = text('the cup {} be washed');
  const after = text('a cup {} be washed');
  const parts = { sentence: 'a cup {} be washed' };
  expect(looksEditorial(before, after, parts)).toBe(true);
  expect(looksEditorial({ ...before, level: 'MAY' }, after, parts)).toBe(false);
  expect(looksEditorial(before, { ...after, fingerprint: { ...after.fingerprint, context: 'x' } }, parts)).toBe(false);
});
