import { expect, test } from 'vitest';
import { valuesOfPattern } from './values-of-pattern.ts';

test.each([
  ['^[cba]$', ['c', 'b', 'a']],
  ['^(left|right)$', ['left', 'right']],
  ['^(?:a|b-c)$', ['a', 'b-c']],
  ['^[a-z]$', undefined],
  ['^[ab]+$', undefined],
  ['[ab]', undefined],
  ['^(a|b*)$', undefined],
])('%s', (pattern, values) => {
  expect(valuesOfPattern(pattern)).toEqual(values);
});
