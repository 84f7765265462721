import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordDiff } from './word-diff.ts';

test('shows what went and what came, in runs of words', () => {
  expect(wordDiff('The cup MUST hold hot tea.', 'The big cup MUST hold  cold\ntea.')).toEqual([
    { kind: 'same', text: 'The' },
    { kind: 'added', text: 'big' },
    { kind: 'same', text: 'cup MUST hold' },
    { kind: 'removed', text: 'hot' },
    { kind: 'added', text: 'cold' },
    { kind: 'same', text: 'tea.' },
  ]);
  expect(wordDiff('', '')).toEqual([]);
});

test('holds both texts whole', () => {
  const words = fc.array(fc.constantFrom('a', 'cup', 'of', 'tea'), { maxLength: 30 });
  fc.assert(
    fc.property(words, words, (before, after) => {
      const tokens = wordDiff(before.join(' '), after.join(' '));
      const join = (hidden: string) => tokens.flatMap(({ kind, text }) => (kind === hidden ? [] : [text])).join(' ');
      expect([join('added'), join('removed')]).toEqual([before.join(' '), after.join(' ')]);
      expect(tokens.every(({ kind }, i) => kind !== tokens[i + 1]?.kind)).toBe(true);
    }),
  );
});
