import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readSchemas } from '../official/schema-set.ts';
import type { SchemaTexts } from '../official/schema-set.ts';
import { drift } from './drift.ts';
import { flatten } from './flatten.ts';
import type { PropertyRow } from './property-row.ts';
import { say, sayPresence } from './say.ts';

const draft4 = (schema: object, others: Record<string, object> = {}): SchemaTexts =>
  texts({ 'kettle.json': { $schema: 'http://json-schema.org/draft-04/schema#', ...schema }, ...others });
const draft2020 = (schema: object, others: Record<string, object> = {}): SchemaTexts =>
  texts({ 'kettle.json': { $schema: 'https://json-schema.org/draft/2020-12/schema', $id: 'https://example.org/tea/v1/kettle.json', ...schema }, ...others });
const texts = (files: Record<string, object>): SchemaTexts => Object.fromEntries(Object.entries(files).map(([file, schema]) => [file, JSON.stringify(schema, null, 2)]));
const entry = (schemas: SchemaTexts) => ({ set: readSchemas(schemas), file: 'kettle.json' });

const words = ({ path, presence, topics, under, recursive }: PropertyRow): string =>
  [
    `${path || '(document)'}: ${sayPresence(presence.value)}`,
    ...Object.entries(topics).map(([topic, said]) => `${topic} ${say[topic as 'format'](said.value as string)}`),
    ...under.flatMap((said) => Object.entries(said).map(([topic, { value }]) => `in some cases ${topic} ${say[topic as 'format'](value as string)}`)),
    ...(recursive ? ['recursive'] : []),
  ].join('; ');
const rows = (schemas: SchemaTexts): string[] => flatten(entry(schemas)).map(words);

describe('flatten', () => {
  test('a draft-04 set: references, allOf, null beside a type, maps, tuples', () => {
    expect(
      rows(
        draft4(
          {
            type: 'object',
            required: ['litres', 'lid'],
            properties: {
              litres: { $ref: 'defs.json#/definitions/wide', type: 'string' },
              lid: { allOf: [{ $ref: '#/definitions/part' }, { type: 'object', properties: { knob: { type: 'boolean' } } }] },
              labels: { oneOf: [{ type: 'object', patternProperties: { '.{1,}': { type: 'string' } } }, { type: 'null' }] },
              'serial.no': { type: 'integer', minimum: 2, maximum: 2 },
              ranges: { type: 'array', minItems: 1, items: [{ type: 'object', properties: { from: { type: 'integer', minimum: 0, exclusiveMinimum: true } }, required: ['from'] }] },
              spouts: { type: 'array', uniqueItems: true, items: { anyOf: [{ enum: ['long', 'short'] }] } },
            },
            definitions: { part: { type: 'object', properties: { made: { type: 'string', format: 'date-time' } }, required: ['made'] } },
          },
          { 'defs.json': { definitions: { wide: { $ref: '#definitions/uint64' }, uint64: { type: 'integer', minimum: 0, maximum: 2 ** 64 } } } },
        ),
      ),
    ).toMatchInlineSnapshot(`
      [
        "(document): REQUIRED; type object",
        "["serial.no"]: OPTIONAL; type integer; values 2",
        "labels: OPTIONAL; type null or object",
        "labels{}: OPTIONAL; type string",
        "lid: REQUIRED; type object",
        "lid.knob: OPTIONAL; type boolean",
        "lid.made: REQUIRED; type string; format date-time",
        "litres: REQUIRED; type integer; range uint64",
        "ranges: OPTIONAL; type array; items at least 1 element, only the first element is described",
        "ranges[]: OPTIONAL; type object",
        "ranges[].from: REQUIRED; type integer; range at least 1",
        "spouts: OPTIONAL; type array; items no element twice",
        "spouts[]: OPTIONAL; values "long", "short"; type string",
      ]
    `);
  });

  test('a 2020-12 set: other files, conditions, what is refused', () => {
    expect(
      rows(
        draft2020(
          {
            type: ['object', 'null'],
            required: ['kind'],
            properties: {
              kind: { const: 'electric' },
              power: { type: 'integer', minimum: 0, maximum: 4294967295 },
              stove: { type: 'string' },
              mass: { type: 'string' },
              lid: { $ref: 'lid.json' },
              marks: { type: 'object', additionalProperties: { type: 'string', minLength: 1 }, propertyNames: { pattern: '^[a-z]+$' } },
              free: true,
              gone: false,
            },
            dependentRequired: { mass: ['lid'] },
            allOf: [
              { if: { properties: { kind: { const: 'electric' } } }, then: { required: ['power'], properties: { stove: false, power: { minimum: 1000 } } }, else: { not: { required: ['power'] } } },
              { anyOf: [{ required: ['stove'] }, { required: ['power'] }] },
            ],
          },
          { 'lid.json': { $id: 'https://example.org/tea/v1/lid.json', $schema: 'https://json-schema.org/draft/2020-12/schema', properties: { inner: { $ref: 'https://example.org/tea/v1/lid.json' } } } },
        ),
      ),
    ).toMatchInlineSnapshot(`
      [
        "(document): REQUIRED; type null or object",
        "free: OPTIONAL",
        "gone: not allowed",
        "kind: REQUIRED; values "electric"; type string",
        "lid: CONDITIONAL",
        "lid.inner: OPTIONAL; recursive",
        "marks: OPTIONAL; type object; names names match ^[a-z]+$",
        "marks{}: OPTIONAL; type string; length at least 1",
        "mass: OPTIONAL; type string",
        "power: CONDITIONAL, not allowed in some cases; type integer; range uint32; in some cases range at least 1000",
        "stove: CONDITIONAL, not allowed in some cases; type string",
      ]
    `);
  });

  test('references that only lead back to themselves end', () => {
    expect(rows(draft4({ $ref: '#/definitions/a', definitions: { a: { $ref: '#/definitions/b' }, b: { $ref: '#/definitions/a' } } }))).toEqual(['(document): REQUIRED']);
  });

  test('structures that contain one another end, whichever refer to which', () => {
    const names = ['a', 'b', 'c', 'd'];
    const reference = fc.constantFrom(...names).map((name) => ({ $ref: `#/definitions/${name}` }));
    const definition = fc.oneof(
      reference,
      fc.dictionary(fc.constantFrom('x', 'y', 'z'), reference).map((properties) => ({ type: 'object', properties })),
      fc.array(reference, { minLength: 1, maxLength: 3 }).chain((list) => fc.constantFrom({ allOf: list }, { anyOf: list }, { oneOf: list }, { items: list }, { additionalProperties: list[0] })),
    );
    fc.assert(
      fc.property(fc.tuple(definition, definition, definition, definition), (made) => {
        const definitions = Object.fromEntries(names.map((name, index) => [name, made[index]]));
        for (const set of [draft4({ $ref: '#/definitions/a', definitions }), draft2020({ $ref: '#/definitions/a', definitions })]) {
          const paths = flatten(entry(set)).map(({ path }) => path);
          expect(new Set(paths).size).toBe(paths.length);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('more properties than anybody can mean are refused', () => {
    const names = Array.from({ length: 9 }, (_, index) => `p${index}`);
    const properties = Object.fromEntries(names.map((name) => [name, { $ref: `#/definitions/${name}` }]));
    const definitions = Object.fromEntries(names.map((name) => [name, { properties, title: name }]));
    expect(() => rows(draft4({ properties, definitions }))).toThrow('kettle.json is not as it should be:\n  describes more than 20000 properties');
  });

  test('a reference that leads nowhere is told', () => {
    expect(() => rows(draft4({ properties: { a: { $ref: 'cup.json#/b' } } }))).toThrow('kettle.json is not as it should be:\n  $ref "cup.json#/b" leads nowhere');
  });
});

test('what two schemas disagree on, who is stricter, and both places', () => {
  const note = (line: number, enforces = {}) => ({ 'x-specproof': { defined: `kettle.md:${line}`, enforces } });
  const prose = draft2020({
    type: 'object',
    required: ['name', 'litres'],
    properties: {
      name: { type: 'string', ...note(3) },
      litres: { type: 'integer', minimum: 0, maximum: 4294967295, ...note(4) },
      kind: { enum: ['gas', 'wood'], ...note(5) },
      grip: { enum: ['left', 'right'], ...note(6) },
      side: { enum: ['right', 'left'] },
      lid: { type: 'object', properties: { knob: { type: 'string' } }, ...note(7) },
      power: { type: 'integer', ...note(8) },
      colour: { type: 'string', pattern: '^#', ...note(9) },
      made: { type: 'string', ...note(10) },
      parts: { type: 'array', minItems: 1, items: { type: 'string' }, ...note(11) },
    },
    allOf: [{ if: { required: ['kind'] }, then: { required: ['power'], properties: { colour: { pattern: '^##' } } } }],
    'x-specproof': { enforces: { 'required/name': ['tea/kettle/name/1'] } },
  });
  const official = draft4({
    type: 'object',
    required: ['litres', 'whistle'],
    properties: {
      name: { type: 'string' },
      litres: { type: 'integer', minimum: 0, maximum: 2 ** 64 },
      kind: { type: 'string', enum: ['gas', 'coal'] },
      grip: { type: 'string', pattern: '^[a-z]+$' },
      side: { type: 'string', pattern: '^(left|right)$' },
      power: { oneOf: [{ type: 'integer' }, { type: 'null' }] },
      colour: { type: 'string', pattern: '^#' },
      made: { type: 'string', format: 'date-time' },
      parts: { type: 'array', items: { type: 'string' } },
      whistle: { type: 'object', properties: { tone: { type: 'string' } } },
    },
  });
  const found = drift({ root: 'kettle', prose: entry(prose), official: entry(official) });
  expect(found.map(({ path, kind, stricter, prose: ours, official: theirs }) => `${path}: ${kind}, ${stricter} stricter: ${ours?.says} | ${theirs?.says}`)).toMatchInlineSnapshot(`
    [
      "colour: pattern, prose stricter: in some cases ^## | ^#",
      "grip: values, prose stricter: "left", "right" | what matches ^[a-z]+$",
      "kind: values, neither stricter: "gas", "wood" | "coal", "gas"",
      "lid: missing-in-official, prose stricter: object, OPTIONAL | undefined",
      "litres: range, prose stricter: uint32 | uint64",
      "made: format, official stricter: nothing | date-time",
      "name: presence, prose stricter: REQUIRED | OPTIONAL",
      "parts: items, prose stricter: at least 1 element | nothing",
      "power: presence, prose stricter: CONDITIONAL | OPTIONAL",
      "power: type, prose stricter: integer | integer or null",
      "whistle: missing-in-prose, official stricter: undefined | object, REQUIRED",
    ]
  `);
  expect(found.find(({ path }) => path === 'name')).toMatchInlineSnapshot(`
    {
      "kind": "presence",
      "official": {
        "file": "kettle.json",
        "line": 9,
        "pointer": "/properties/name",
        "says": "OPTIONAL",
      },
      "path": "name",
      "prose": {
        "defined": "kettle.md:3",
        "file": "kettle.json",
        "line": 6,
        "pointer": "/required/0",
        "refs": [
          "tea/kettle/name/1",
        ],
        "says": "REQUIRED",
      },
      "root": "kettle",
      "stricter": "prose",
    }
  `);
});
