import { createHash } from 'node:crypto';
import type { ProseExample, RecordedExample } from '@specproof/model';
import { expect, test } from 'vitest';
import type { SchemaTexts } from '../official/schema-set.ts';
import { checkExamples } from './check-examples.ts';
import type { DefinedProperty } from './place-example.ts';
import { readExample } from './read-example.ts';

const lid = { type: 'object', required: ['knob', 'made'], properties: { knob: { type: 'string' }, made: { type: 'string' }, colour: { type: 'object', properties: { red: { type: 'integer' } } } } };
const schemas: SchemaTexts = {
  'kettle.schema.json': JSON.stringify({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string' },
      parts: { type: 'array', items: lid },
      lid,
      stove: { type: 'object', properties: { parts: { type: 'array', items: { type: 'string' } }, lid } },
      labels: { type: 'object', additionalProperties: { type: 'integer' } },
    },
  }),
  'cup.schema.json': JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object', required: ['name'], properties: { name: { type: 'integer' }, saucer: { type: 'boolean' } } }),
  'cup.samovar.schema.json': '{}',
};
const properties: DefinedProperty[] = [
  { document: 'kettle.md', line: 5, root: 'kettle', path: 'name' },
  { document: 'kettle.md', line: 10, root: 'kettle', path: 'parts' },
  { document: 'kettle.md', line: 15, root: 'kettle', path: 'lid' },
  { document: 'kettle.md', line: 30, root: 'kettle', path: 'stove.parts' },
  { document: 'cup.md', line: 5, root: 'cup', path: 'name' },
];
const block = (document: string, line: number, value: string, lang: string | null = 'json'): ProseExample => ({ document, line, section: 'top', lang, meta: null, value });
const hashOf = (value: string): string => createHash('sha256').update(value).digest('hex').slice(0, 16);

async function check(example: ProseExample, records: RecordedExample[] = []) {
  const [result] = await checkExamples({ examples: [example], properties, schemas, records });
  return result && [result.verdict, result.place && `${result.place.root} ${result.place.path}`.trim(), ...(result.whole === undefined ? [] : ['whole']), ...result.problems];
}

test.each([
  ['a whole document', block('kettle.md', 40, '{ "name": "a", "parts": [] }'), ['valid', 'kettle', 'whole']],
  ['of the kind that the text is about', block('cup.md', 40, '{ "name": "a" }'), ['invalid', 'cup', 'whole', '/name must be integer']],
  ['of another kind, told by its names', block('cup.md', 40, '{ "name": "a", "lid": { "knob": "x", "made": "y" } }'), ['valid', 'kettle', 'whole']],
  ['members without braces', block('kettle.md', 20, '"parts": [{ "knob": "a" }],'), ['invalid', 'kettle', "/parts/0 must have required property 'made'"]],
  ['what was defined last', block('kettle.md', 35, '"parts": ["a"]'), ['valid', 'kettle stove']],
  ['an object that only leads to what is shown', block('kettle.md', 20, '"stove": { "lid": { "colour": { "red": "much" } } }'), ['invalid', 'kettle', '/stove/lid/colour/red must be integer']],
  ['a map is no such object', block('kettle.md', 20, '"labels": { "a": "b" }'), ['invalid', 'kettle', '/labels/a must be integer']],
  ['a fragment in braces', block('kettle.md', 20, '{ "lid": { "knob": "a", "made": 1 } }'), ['invalid', 'kettle', '/lid/made must be string']],
  ['a name that nothing knows', block('kettle.md', 20, '"lid": { "knob": "a", "made": "b" }, "what": 1'), ['invalid', 'kettle', '/what is not known']],
  ['nothing that is known', block('kettle.md', 20, '{ "what": 1 }'), ['unplaced', undefined, 'no schema knows what']],
  ['no object', block('kettle.md', 20, '[1]'), ['unplaced', undefined, 'is no object']],
  ['no JSON', block('kettle.md', 20, '"lid": { "knob": }'), ['unreadable', undefined, expect.stringContaining('Unexpected token')]],
  ['another language', block('kettle.md', 20, '{}', 'sh'), undefined],
  ['no language', block('kettle.md', 20, '{}', null), undefined],
  ['a language with more behind it', block('kettle.md', 20, '{ "name": "a" }', 'json,title=A'), ['valid', 'kettle', 'whole']],
])('%s', async (_, example, expected) => {
  expect(await check(example)).toEqual(expected);
});

test('a known exception is told with its reason, for that very text only', async () => {
  const value = '{ "name": 1 }';
  const record: RecordedExample = { document: 'kettle.md', hash: hashOf(value), cause: 'prose-defect', explanation: 'A number by mistake.' };
  const run = (text: string, document = 'kettle.md') => checkExamples({ examples: [block(document, 40, text)], properties, schemas, records: [record] });
  expect(await run(value)).toMatchObject([{ verdict: 'excepted', explanation: 'A number by mistake.', problems: ['/name must be string'], hash: hashOf(value) }]);
  expect(await run(`${value} `)).toMatchObject([{ verdict: 'invalid' }]);
  expect(await run(value, 'cup.md')).toMatchObject([{ verdict: 'valid' }]);
});

test.each([
  ['{ "a": 1 } // one', 'holds a comment'],
  ['{ "a": "http://x" ... }', 'leaves something out'],
  ['{ "a": [1, 2,] }', 'has a comma behind the last entry'],
  ['"a": { "b": 1\n"c": 2 }', 'lacks a comma between two entries'],
])('%s', (text, problem) => {
  expect(readExample(text)).toEqual({ kind: 'not-json', problem });
});
