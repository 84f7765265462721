import { expect, test } from 'vitest';
import pc from 'picocolors';
import { formatWordDiff } from './format-text.ts';

const off = pc.createColors(false);
const on = pc.createColors(true);

test('marks what was taken out and put in', () => {
  expect(formatWordDiff('The pot MUST be warm.', 'The pot SHOULD be warm.', off)).toBe('The pot [-MUST-] {+SHOULD+} be warm.');
  expect(formatWordDiff('The pot MUST', 'The pot SHOULD', on)).toBe('The pot \u001b[31m\u001b[9mMUST\u001b[29m\u001b[39m \u001b[32mSHOULD\u001b[39m');
});

test('a lonely word between long changes belongs to them', () => {
  expect(formatWordDiff('pour cold milk slowly the rest of it', 'stir in the sugar and honey', off)).toBe('[-pour cold milk slowly the rest of it-] {+stir in the sugar and honey+}');
});

test('words at the edges stay', () => {
  expect(formatWordDiff('a b c d e', 'a x y z e', off)).toBe('a [-b c d-] {+x y z+} e');
  expect(formatWordDiff('same', 'same', off)).toBe('same');
  expect(formatWordDiff('', 'new', off)).toBe('{+new+}');
});
