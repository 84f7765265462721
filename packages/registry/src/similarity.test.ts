import { expect, test } from 'vitest';
import { pairsOf } from './pairs.ts';
import { comparedText, containment, similarity } from './similarity.ts';

const text = (sentence: string, context?: string) =>
  comparedText({
    fingerprint: { sentence, ...(context !== undefined && { context }) },
    pairs: pairsOf({ sentence, ...(context !== undefined && { context }) }),
  });

test('is 1 for the same words, 0 for others, and in between for some', () => {
  const cup = text('the cup holds hot tea');
  expect(similarity(cup, cup)).toBe(1);
  expect(similarity(cup, text('no water left in here'))).toBe(0);
  expect(similarity(cup, text('the cup holds cold tea'))).toBe(0.5);
});

test('tells single words apart, which have no pairs', () => {
  expect(similarity(text('cup'), text('cup'))).toBe(1);
  expect(similarity(text('cup'), text('pot'))).toBe(0);
  expect(similarity(text('cup', 'tea'), text('cup', 'tea'))).toBe(1);
  expect(similarity(text('cup', 'tea'), text('cup', 'water'))).toBe(0.8);
});

test('does not take sentences for alike because they have their lead-in in common', () => {
  const leadIn = 'every vessel that is sold in this shop and used with boiling water';
  expect(similarity(text('must have a handle', leadIn), text('may come in blue', leadIn))).toBe(0.2);
  expect(similarity(text('must have a handle', leadIn), text('must have a handle'))).toBe(0.8);
});

test('containment looks at one side only', () => {
  const part = text('the cup holds tea');
  const whole = text('the cup holds tea and the pot pours it');
  expect([containment(part, whole), containment(whole, part)]).toEqual([1, 3 / 8]);
});
