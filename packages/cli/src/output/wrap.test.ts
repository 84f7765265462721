import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plain } from './plain.ts';
import { wrap } from './wrap.ts';

test('loses no word, and breaks only between words', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^\S{1,30}$/u)), (words) => {
      const lines = wrap(words.join(' '), '  ');
      expect(lines.flatMap((line) => line.trim().split(/\s+/u)).filter(Boolean)).toEqual(words.flatMap((word) => word.split(/\s+/u)).filter(Boolean));
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(110);
    }),
  );
});

test('a terminal is shown no control characters', () => {
  expect(plain('red \u001b[31m, a bell \u0007 and\na line \u202e')).toBe('red \ufffd[31m, a bell \ufffd and\na line \ufffd');
});
