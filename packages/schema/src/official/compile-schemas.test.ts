import { expect, test } from 'vitest';
import type { Validate } from '../judge/judge.ts';
import { compileSchemas, errorsOf } from './compile-schemas.ts';
import { compileOfficial, officialEntry } from './official-schema.ts';

const draft4 = {
  'schema/kettle.json': JSON.stringify({
    $schema: 'http://json-schema.org/draft-04/schema#',
    id: 'https://example.org/schema/kettle',
    type: 'object',
    properties: {
      id: { id: 'https://example.org/schema/kettle/id', $ref: 'defs.json#/definitions/name' },
      litres: { $ref: 'defs.json#definitions/count' },
      lid: { $ref: 'parts.json#/lid' },
    },
    required: ['id'],
  }),
  'schema/defs.json': JSON.stringify({ definitions: { name: { type: 'string' }, count: { $ref: '#definitions/small' }, small: { type: 'integer', minimum: 1 } } }),
  'schema/parts.json': JSON.stringify({ lid: { type: 'object', properties: { made: { type: 'string', format: 'date-time' } } } }),
};
const spec = { officialSchemas: { kettle: 'schema/kettle.json', cup: 'schema/cup.json' } };

const broken = (validate: Validate, document: unknown): string[] => errorsOf(validate, document).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`);

test('inner ids, pointers without a slash and files of parts do not keep a draft-04 set from compiling', async () => {
  const validate = await compileSchemas(draft4, 'schema/kettle.json');
  expect(broken(validate, { id: 'a', litres: 2, lid: { made: '2020-01-01T00:00:00Z' } })).toEqual([]);
  expect(broken(validate, { litres: 0, lid: { made: 'today' } })).toEqual([' required', '/litres minimum', '/lid/made format']);
});

test('the file of a root is found by data', async () => {
  expect(officialEntry(spec, draft4, 'kettle')).toBe('schema/kettle.json');
  expect(officialEntry(spec, draft4, 'cup')).toBeUndefined();
  expect(officialEntry({}, draft4, 'kettle')).toBeUndefined();
  expect(officialEntry(spec, draft4, 'constructor')).toBeUndefined();
  expect(await compileOfficial(spec, draft4, 'cup')).toBeUndefined();
  expect(broken((await compileOfficial(spec, draft4, 'kettle'))!, { id: 1 })).toEqual(['/id type']);
});

const generated = {
  'pot.schema.json': JSON.stringify({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'https://example.org/tea/v1/pot.schema.json',
    type: 'object',
    properties: { lid: { $ref: 'lid.schema.json' } },
    'x-specproof': { defined: 'tea.md:1' },
  }),
  'lid.schema.json': JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', $id: 'https://example.org/tea/v1/lid.schema.json', properties: { knob: { type: 'string' } } }),
};

test('generated sets refer to one another by file name, and a part can be compiled alone', async () => {
  expect(broken(await compileSchemas(generated, 'pot.schema.json'), { lid: { knob: 1 } })).toEqual(['/lid/knob type']);
  expect(broken(await compileSchemas(generated, 'lid.schema.json#/properties/knob'), 1)).toEqual([' type']);
});

test.each([
  ['not JSON', { 'a.json': '{' }, 'a.json', /^a\.json is not as it should be:\n {2}not JSON: /u],
  ['no such file', { 'a.json': '{}' }, 'b.json', /^b\.json is not as it should be:\n {2}there is no such schema file$/u],
  ['a reference that leads nowhere', { 'a.json': '{ "$ref": "b.json" }' }, 'a.json', /^a\.json is not as it should be:\n {2}does not compile: /u],
])('%s', async (_, texts, entry, message) => {
  await expect(compileSchemas(texts, entry)).rejects.toThrow(message);
});
