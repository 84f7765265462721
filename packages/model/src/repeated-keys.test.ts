import fc from 'fast-check';
import { expect, test } from 'vitest';
import { repeatedKeys } from './repeated-keys.ts';

test.each([
  ['{"a": 1, "a": 2}', ['/a']],
  ['{"a": {"b": [{}, {"c/d": "x", "c/d" : "y"}]}, "e": 1}', ['/a/b/1/c~1d']],
  ['{"a": [1, [2, {"b": 0, "b": 0, "b": 0}]]}', ['/a/1/1/b', '/a/1/1/b']],
  ['{"a\\"": 1, "a\\u0022": 2}', ['/a"']],
  ['{"__proto__": 1, "__proto__": 2}', ['/__proto__']],
  ['{"a": "\\"b\\": 1, {\\\\", "b": "a"}', []],
  ['"a"', []],
])('%s', (text, expected) => {
  expect(repeatedKeys(text, JSON.parse(text))).toEqual(expected);
});

test('nothing that was written by JSON.stringify has any', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      expect(repeatedKeys(text, JSON.parse(text))).toEqual([]);
    }),
  );
});
