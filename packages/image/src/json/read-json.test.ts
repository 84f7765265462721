import fc from 'fast-check';
import { expect, test } from 'vitest';
import { show } from '../../test/read-bytes.ts';
import { defaultLimits } from '../limits.ts';
import { readJson } from './read-json.ts';

const read = (text: string | Uint8Array, limits = {}) => {
  const { value, problems } = readJson('j', Buffer.from(text as string), { ...defaultLimits, ...limits });
  return { value, problems: problems.map(show) };
};

test.each<[string, string | Uint8Array, unknown, string[]]>([
  ['nothing odd', '{"a": [1, -2.5, "\\ud83d\\ude00", true, null], "b": {"a": 1e-3}}', { a: [1, -2.5, '😀', true, null], b: { a: 0.001 } }, []],
  ['a key that is repeated', '{"a": [{}, {"b/c": 1, "\\u0062/c": 2}]}', { a: [{}, { 'b/c': 2 }] }, ['json-duplicate-key | j | /a/1/b~1c']],
  ['a key that is repeated in a key called like a prototype', '{"__proto__": 1, "__proto__": 2}', JSON.parse('{"__proto__": 2}'), ['json-duplicate-key | j | /__proto__']],
  ['keys that look repeated', '{"a": "a\\": 1,", "b": {"a": ":"}}', { a: 'a": 1,', b: { a: ':' } }, []],
  ['a large integer', '{"size": 9007199254740993}', { size: 9007199254740992 }, ['json-number | j | /size | 9007199254740993 is beyond 2^53']],
  ['an exponent', '[1e3]', [1000], ['json-number | j | /0 | 1e3 is an integer written as a fraction or with an exponent']],
  ['a fraction of zero', '[0, 1.0]', [0, 1], ['json-number | j | /1 | 1.0 is an integer written as a fraction or with an exponent']],
  ['a number without end', '1e999', Number.POSITIVE_INFINITY, ['json-number | j |  | 1e999 is too large for a double']],
  ['a negative zero', '[-0]', [-0], ['json-number | j | /0 | -0 is a negative zero']],
  ['half a pair', '{"a": "\\ud83d"}', { a: '\ud83d' }, ['json-surrogate | j | /a']],
  ['half a pair in a key', '{"\\ud83d": 1}', { '\ud83d': 1 }, ['json-surrogate | j | /\ud83d']],
  ['a mark', '\uFEFF{}', {}, ['json-bom | j']],
  ['Latin-1', new Uint8Array([0x22, 0xe9, 0x22]), '\uFFFD', ['json-encoding | j']],
])('%s', (_, text, value, problems) => {
  expect(read(text)).toEqual({ value, problems });
});

test('what is no JSON has no value', () => {
  for (const text of ['', '{', '{"a": 1,}', "{'a': 1}", '[1] x', '{} // note', '\0', '[01]', '"\n"']) expect([text, read(text).problems.map((it) => it.split(' ')[0])]).toEqual([text, ['json-syntax']]);
});

test('depth has a limit, whatever it is made of', () => {
  const deep = (open: string, close: string, levels: number) => open.repeat(levels) + close.repeat(levels);
  expect(read(deep('[', ']', 64)).problems).toEqual([]);
  expect(read(deep('[', ']', 65))).toEqual({ value: undefined, problems: ['json-too-deep | j | more than 64 levels'] });
  expect(read('{"a":'.repeat(1_000_000)).problems).toEqual(['json-too-deep | j | more than 64 levels']);
  expect(read(`"${'['.repeat(200)}"`).problems).toEqual([]);
});

test('a large text takes no more time than its size asks for', () => {
  expect(read('"'.repeat(4_000_000)).problems.length).toBe(1);
  expect(read('\\"'.repeat(2_000_000)).problems.length).toBe(1);
  expect(read(`[${'{"a":1},'.repeat(300_000)}1]`).problems).toEqual([]);
});

test('whatever JSON.parse reads is read the same, and nothing throws', () => {
  fc.assert(fc.property(fc.json(), (text) => void expect(read(text).value).toEqual(JSON.parse(text))));
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void read(bytes)));
  fc.assert(fc.property(fc.array(fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', ':', '1', 'e', '-', 'null', ' ', 'é')), (parts) => void read(parts.join(''))));
});
