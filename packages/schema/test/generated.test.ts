import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import type { Case, Properties, PropertyRule, RegisteredProperty } from '@specproof/model';
import { expect, test } from 'vitest';
import { generateSchemas, propertiesOf, registerProperties, schemasOf } from '../src/index.ts';
import type { DefinedProperties, JsonSchema } from '../src/index.ts';
import { isName, parentPath, pathOf, stepsOf } from '../src/paths.ts';
import { judged } from './judged.ts';

const version = 'v1.0.0';
const names = ['lid', 'cup', 'a.b', 'a/b~c', 'constructor', 'two words', '"q"', '[b]', 'ü🍵'];
const roots = ['pot', 'cup', 'tray'];

const steps = fc.array(fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: fc.constantFrom('[]', '{}') }), { minLength: 1, maxLength: 3 }).map((some) => (isName(some[0] ?? '') ? some : ['lid', ...some]));
const path = steps.map(pathOf);
const refs = fc.option(fc.uniqueArray(fc.constantFrom('tea/pot/top/1', 'tea/pot/top/2', 'tea/pot/top/3'), { minLength: 1, maxLength: 2 }), { nil: undefined });
const scalar = fc.oneof(fc.constantFrom('a', 'b', 'true'), fc.integer({ min: 0, max: 3 }), fc.boolean());
const scalars = fc.uniqueArray(scalar, { minLength: 1, maxLength: 3 });
const not = fc.option(fc.constant(true as const), { nil: undefined });

const oneCase: fc.Arbitrary<Case> = fc.oneof(
  fc.record({ kind: fc.constant('platform' as const), platforms: fc.uniqueArray(fc.constantFrom('linux', 'windows'), { minLength: 1 }), not }),
  fc.record({ kind: fc.constant('equals' as const), path, values: scalars, not }),
  fc.record({ kind: fc.constant('present' as const), path, not }),
) as fc.Arbitrary<Case>;

const demand = fc.oneof(
  fc.record({ kind: fc.constantFrom('required' as const, 'forbidden' as const, 'nullable' as const) }),
  fc.record({ kind: fc.constant('format' as const), format: fc.constantFrom('date-time' as const, 'uri' as const, 'media-type' as const, 'base64' as const, 'semver' as const) }),
  fc.record({ kind: fc.constant('pattern' as const), pattern: fc.constantFrom('^a', '^[^\\n]*$'), where: fc.option(fc.constant('b$'), { nil: undefined }) }),
  fc.record({ kind: fc.constant('values' as const), values: scalars, open: not }),
  fc.record({ kind: fc.constant('range' as const), minimum: fc.integer({ min: -2, max: 2 }), maximum: fc.integer({ min: 2, max: 4 }) }),
  fc.record({ kind: fc.constant('length' as const), min: fc.integer({ min: 1, max: 2 }) }),
  fc.record({ kind: fc.constant('type' as const), type: fc.constantFrom('string' as const, 'integer' as const, 'boolean' as const, 'object' as const, 'array' as const) }),
  fc.record({ kind: fc.constant('one-of' as const), names: fc.uniqueArray(fc.constantFrom(...names), { minLength: 2, maxLength: 3 }) }),
  fc.record({ kind: fc.constant('document' as const), root: fc.constantFrom(...roots, 'nowhere') }),
  fc.record({ kind: fc.constant('like' as const), root: fc.constantFrom(...roots), path }),
  fc.record({ kind: fc.constant('platform' as const), platform: fc.constantFrom('linux', 'windows') }),
  fc.record({ kind: fc.constant('closed' as const), path }),
);

const rule = fc
  .tuple(demand, fc.option(fc.constantFrom('value', 'elements', 'keys', 'values'), { nil: undefined }), fc.option(fc.array(oneCase, { minLength: 1, maxLength: 2 }), { nil: undefined }), fc.constantFrom('MUST', 'MUST', 'SHOULD', undefined), refs)
  // targets are for what is said of a value
  .map(([said, target, when, level, of]) => defined({ ...said, target: ['format', 'pattern', 'values', 'range', 'type', 'document'].includes(said.kind) ? target : undefined, when, level, refs: of }) as unknown as PropertyRule);

const property: fc.Arbitrary<RegisteredProperty> = fc
  .record({
    type: fc.constantFrom('string' as const, 'int' as const, 'bool' as const, 'object' as const, 'map' as const, 'array of string' as const, 'array of int' as const, 'array of object' as const, 'unspecified' as const),
    written: fc.option(fc.constantFrom('uint8', 'int64', 'cup', 'array of LidType', 'string-string map', 'constructor', 'number', 'array'), { nil: undefined }),
    presence: fc.constantFrom('REQUIRED' as const, 'OPTIONAL' as const, 'CONDITIONAL' as const, 'unspecified' as const),
    refs,
    rules: fc.option(fc.array(rule, { minLength: 1, maxLength: 3 }), { nil: undefined }),
  })
  .map((facts) => defined({ versions: { [version]: 'pot.md:3' }, ...facts }) as unknown as RegisteredProperty);

const defined = <T extends object>(record: T): T => JSON.parse(JSON.stringify(record)) as T;

const definitions: fc.Arbitrary<DefinedProperties> = fc.uniqueArray(fc.constantFrom(...roots), { minLength: 1, maxLength: 3 }).chain((some) => fc.record(Object.fromEntries(some.map((root) => [root, fc.dictionary(path, property, { minKeys: 1, maxKeys: 7 })])))) as fc.Arbitrary<DefinedProperties>;

const registered = (properties: DefinedProperties): Properties => registerProperties('tea-spec', [version], new Map([[version, properties]]));

const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<unknown>('a', 'b', '', 'true', 0, 1, 3, -5, 2.5, true, false, null, '2020-01-01T00:00:00Z', 'a/b'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 5 }),
    fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 5 }),
  ),
})).value;

const runs = { numRuns: 80 };

test('every generated schema is one, and compiles in strict mode', () => {
  fc.assert(
    fc.property(definitions, (properties) => {
      const schemas = schemasOf(registered(properties), version);
      const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true, ownProperties: true });
      addFormats.default(ajv);
      ajv.addKeyword('x-specproof');
      for (const schema of schemas.values()) ajv.addSchema(schema);
      for (const { $id = '' } of schemas.values()) expect(ajv.getSchema($id)).toBeTypeOf('function');
    }),
    runs,
  );
});

test('generating is deterministic, whatever the order of keys', () => {
  const reversed = (node: unknown): unknown =>
    Array.isArray(node) ? node.map(reversed) : typeof node === 'object' && node !== null ? Object.fromEntries(Object.entries(node).reverse().map(([key, one]) => [key, reversed(one)])) : node;
  fc.assert(
    fc.property(definitions, (properties) => {
      const files = generateSchemas(registered(properties), [version]);
      expect(generateSchemas(registered(properties), [version])).toEqual(files);
      expect(generateSchemas(reversed(registered(properties)) as Properties, [version])).toEqual(files);
    }),
    runs,
  );
});

/** The schemas with no keyword left but those that enforce a requirement, and what leads to them. */
function only(ref: string, schemas: ReadonlyMap<string, JsonSchema>): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, validateSchema: false, ownProperties: true });
  addFormats.default(ajv);
  const leading = new Set(['$ref', 'properties', 'items', 'propertyNames', 'additionalProperties', 'if', 'then', 'allOf']);
  const left = (node: JsonSchema): JsonSchema => {
    const enforces = node['x-specproof']?.enforces ?? {};
    const kept: Record<string, unknown> = {};
    for (const [key, one] of Object.entries(node)) {
      const says = enforces[key]?.includes(ref) === true;
      if (key === '$id') kept[key] = String(one);
      else if (key === 'required') {
        const some = (one as string[]).filter((name) => enforces[`required/${name}`]?.includes(ref));
        if (some.length > 0) kept[key] = some;
      } else if (key === '$ref') kept[key] = says && !String(one).startsWith('#') ? `whole.${String(one)}` : one;
      else if (key === 'additionalProperties' && one === false) {
        if (says) kept[key] = false;
      } else if (key === 'properties') kept[key] = Object.fromEntries(Object.entries(one as Record<string, JsonSchema>).map(([name, below]) => [name, left(below)]));
      else if (key === 'allOf') kept[key] = (one as JsonSchema[]).map(left);
      else if (key === 'if') kept[key] = one;
      else if (leading.has(key)) kept[key] = left(one as JsonSchema);
      else if (says) kept[key] = one;
    }
    // a value that may be null is judged by nothing where it is
    return [node.type].flat().includes('null') || node.enum?.includes(null) === true ? { if: { type: 'null' }, else: kept } as unknown as JsonSchema : (kept as JsonSchema);
  };
  const renamed = (node: unknown): unknown =>
    Array.isArray(node) ? node.map(renamed) : typeof node === 'object' && node !== null ? Object.fromEntries(Object.entries(node).map(([key, one]) => [key, (key === '$ref' && typeof one === 'string' && !one.startsWith('#')) ? `whole.${one}` : key === '$id' && typeof one === 'string' ? one.replace(/([^/]+)$/u, 'whole.$1') : renamed(one)])) : node;
  for (const schema of schemas.values()) {
    ajv.addSchema(left(schema));
    ajv.addSchema(renamed(schema) as JsonSchema);
  }
  return ajv;
}

test('a requirement fails where the keywords that enforce it do, and nowhere else', () => {
  fc.assert(
    fc.property(definitions, value, (properties, document) => {
      const schemas = schemasOf(registered(properties), version);
      for (const [file, { $id = '' }] of schemas) {
        const { verdicts } = judged(document, schemas, file);
        const failed = verdicts.filter(({ verdict }) => verdict === 'fail').map(({ ref }) => ref);
        const expected = ['tea/pot/top/1', 'tea/pot/top/2', 'tea/pot/top/3'].filter((ref) => only(ref, schemas).validate($id, document) !== true);
        expect(failed).toEqual(expected);
        for (const { verdict, findings, pointers } of verdicts) {
          expect(findings.length > 0).toBe(verdict === 'fail');
          expect(pointers.length).toBeGreaterThan(0);
        }
      }
    }),
    runs,
  );
});

test('what is registered of a version is given back', () => {
  const versions = ['v1.0.0', 'v1.1.0', 'v2.0.0'];
  const at = (one: string, properties: DefinedProperties): DefinedProperties =>
    Object.fromEntries(Object.entries(properties).map(([root, byPath]) => [root, Object.fromEntries(Object.entries(byPath).map(([name, facts]) => [name, { ...facts, versions: { [one]: `pot.md:${one.length}` } }]))]));
  fc.assert(
    fc.property(fc.array(definitions, { minLength: 3, maxLength: 3 }), fc.boolean(), (some, again) => {
      const read = new Map(versions.map((one, index) => [one, at(one, some[index] ?? {})]));
      const file = registerProperties('tea-spec', versions, read);
      for (const [one, properties] of read) expect(propertiesOf(file, one)).toEqual(properties);
      // what is not read anew stays as it is
      const later = registerProperties('tea-spec', versions, again ? new Map([['v1.1.0', read.get('v1.1.0') ?? {}]]) : new Map(), file);
      for (const [one, properties] of read) expect(propertiesOf(later, one)).toEqual(properties);
    }),
    runs,
  );
});

test('paths: steps and back', () => {
  const step = fc.oneof(fc.constantFrom(...names, '[]', '{}'), fc.string({ minLength: 1 }).filter((one) => one !== '[]' && one !== '{}'));
  fc.assert(
    fc.property(fc.array(step), (some) => {
      expect(stepsOf(pathOf(some))).toEqual(some);
      expect(parentPath(pathOf(some))).toBe(pathOf(some.slice(0, -1)));
    }),
  );
});
