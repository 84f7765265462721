import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderPair } from './render-value.ts';

const cycle: Record<string, unknown> = {};
cycle.self = cycle;

test.each<[unknown, string]>([
  ['words', 'words'],
  [1, '1'],
  [null, 'null'],
  [undefined, 'undefined'],
  [1n, '"1"'],
  [['a', 1], '["a",1]'],
  [{ a: undefined, b: new Map([['c', new Set([1])]]) }, '{"b":{"c":[1]}}'],
  [new Uint8Array([1, 255]), '"2 bytes 01ff"'],
  [{ bytes: Buffer.from('a') }, '{"bytes":"1 bytes 61"}'],
  [/a/u, '"/a/u"'],
  [new TypeError('no'), '"TypeError: no"'],
  [expect.any(Number), 'Any Number'],
  [[expect.stringContaining('a')], '["StringContaining \\"a\\""]'],
  [expect.objectContaining({ a: 1 }), 'ObjectContaining {"a":1}'],
  [cycle, '{"self":"[a cycle]"}'],
  [{ a: cycle, b: cycle }, '{"a":{"self":"[a cycle]"},"b":{"self":"[a cycle]"}}'],
  [-0, '-0'],
  [NaN, 'NaN'],
  [-Infinity, '-Infinity'],
  [{ a: NaN, b: -0 }, '{"a":"NaN","b":"-0"}'],
  [[undefined], '["undefined"]'],
  ['\u{feff}a\u{200b}b\u{a0}\r\n\t', '\\u{feff}a\\u{200b}b\\u{a0}\\u{d}\n\t'],
  [['\u{feff}'], '["\\u{feff}"]'],
  ['a'.repeat(2001), `${'a'.repeat(2000)}… (2001 characters)`],
])('%o', (value, text) => {
  expect(renderPair(value, 'another', false).expected).toBe(text);
});

test('what is not equal does not look equal', () => {
  expect(renderPair('1', 1, false)).toEqual({ expected: 'string "1"', seen: 'number 1' });
  expect(renderPair('1', '1', true)).toEqual({ expected: '1', seen: '1' });
  expect(renderPair(null, 'null', false)).toEqual({ expected: 'null null', seen: 'string "null"' });
});

test.each([
  [0, -0],
  ['\u{feff}', '\\u{feff}'],
  [[NaN], ['NaN']],
  [{ a: null }, { a: NaN }],
])('%o and %o do not look alike', (expected, seen) => {
  const pair = renderPair(expected, seen, false);
  expect(pair.expected).not.toBe(pair.seen);
});

test('anything can be rendered', () => {
  fc.assert(fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true, withNullPrototype: true, withObjectString: true, withSparseArray: true }), (value) => void expect(typeof renderPair(value, value, false).seen).toBe('string')));
});
