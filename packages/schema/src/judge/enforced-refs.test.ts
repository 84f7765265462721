import { expect, test } from 'vitest';
import type { JsonSchema } from '../generate/json-schema.ts';
import { enforcedRefs } from './enforced-refs.ts';

const pot: JsonSchema = {
  properties: { lid: { type: 'string', 'x-specproof': { enforces: { pattern: ['tea/pots/lid/1'] } } }, twin: { $ref: 'pot.schema.json' } },
  'x-specproof': { enforces: { 'required/lid': ['tea/pots/lid/2'] } },
};
const tray: JsonSchema = {
  properties: { pots: { items: { $ref: 'pot.schema.json', 'x-specproof': { enforces: { $ref: ['tea/trays/pots/1'] } } } } },
  allOf: [{ if: { required: ['pots'] }, then: { required: ['cups'], 'x-specproof': { enforces: { 'required/cups': ['tea/trays/cups/1'] } } } }],
  'x-specproof': { follows: { 'schema/tray.json': ['tea/trays/top/1'] } },
};

test('a schema and the documents it refers to', () => {
  const schemas = new Map([['pot.schema.json', pot], ['tray.schema.json', tray]]);
  expect(enforcedRefs('tray.schema.json', schemas)).toEqual(['tea/pots/lid/1', 'tea/pots/lid/2', 'tea/trays/cups/1', 'tea/trays/pots/1', 'tea/trays/top/1']);
  expect(enforcedRefs('pot.schema.json', schemas)).toEqual(['tea/pots/lid/1', 'tea/pots/lid/2']);
  expect(enforcedRefs('cup.schema.json', schemas)).toEqual([]);
});
