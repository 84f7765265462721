import { chmodSync, mkdtempSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { serializeSchema } from '../src/generate/json-schema.ts';
import { compileValidators, generateSchemas, judge, loadValidators } from '../src/index.ts';
import { compiled, judged, summary } from './judged.ts';
import { registered, schemasIn, version } from './tea.ts';

const shop = {
  'pot.md': `# Pot

This is a pot.

* **\`version\`** (string, REQUIRED) is the version of this specification.
  The Pot document MUST NOT contain properties that are not defined in this version.
* **\`cups\`** (array of objects, OPTIONAL) go with it.
  Each item in the array MUST be a [cup](cup.md).
* **\`labels\`** (object, OPTIONAL) are stuck on.
  * Keys MUST NOT be an empty string.
  * Values MUST be strings.
* **\`lid\`** (string, OPTIONAL) closes it.
  This value MUST start with \`l\`.
  This MUST be set when \`steam\` is \`2\`.
* **\`steam\`** (uint64, OPTIONAL) rises.
* **\`spout\`** (object, OPTIONAL) pours.
  This field MUST NOT be set if \`lid\` is not set.
* **\`rings\`** (array of objects, OPTIONAL) hold it.
  You MUST specify at least one of \`gold\` or \`iron\` in a given entry.
  * **\`gold\`** (bool, OPTIONAL) shines.
  * **\`iron\`** (bool, OPTIONAL) does not.
`,
  'cup.md': `# Cup

All properties of a cup except \`handle\` MAY be absent or have the \`null\` value.

## Properties

* **\`handle\`** (string, REQUIRED) is what one holds.
  This value MUST be an absolute path.
* **\`glaze\`** (string, OPTIONAL) covers it.
  This value MUST be \`blue\`.
* **\`saucer\`** ([saucer](saucer.md), OPTIONAL) is below it.
`,
  'saucer.md': '# Saucer\n\n* **`wide`** (uint16, REQUIRED) is how wide it is.\n',
};
const schemas = schemasIn(shop);
const of = (document: unknown): Record<string, unknown> => summary(judged(document, schemas));
const pot = { version: '0' };

test('a requirement passes only where the document has what it speaks of', () => {
  // without a lid, no spout is what the rule on spouts asks for
  expect(of(pot)).toEqual({ 'tea/pot/top/5': 'pass at (all)', 'tea/pot/top/17': 'pass at (all)' });
  expect(of({ ...pot, lid: 'l', labels: { a: 'b' } })).toEqual({
    'tea/pot/top/5': 'pass at (all)',
    'tea/pot/top/10': 'pass at /labels',
    'tea/pot/top/11': 'pass at /labels/a',
    'tea/pot/top/13': 'pass at /lid',
  });
});

test('what fails has a pointer and a message', () => {
  expect(of({ lid: 'x', labels: { '': 5 } })).toEqual({
    'tea/pot/top/5': ['(all): the field "version" is missing'],
    'tea/pot/top/10': [String.raw`/labels: expected what matches ^[\s\S]: ""`],
    'tea/pot/top/11': ['/labels/: expected string, found 5'],
    'tea/pot/top/13': ['/lid: expected what matches ^l, found "x"'],
  });
});

test('conditions: nothing is shown where they do not hold', () => {
  expect(of({ ...pot, steam: 2 })).toMatchObject({ 'tea/pot/top/14': ['(all): the field "lid" is missing'] });
  expect(of({ ...pot, steam: 3 })).not.toHaveProperty('tea/pot/top/14');
  expect(of({ ...pot, steam: 2, lid: 'l' })).toMatchObject({ 'tea/pot/top/14': 'pass at (all)' });
  expect(of({ ...pot, spout: {} })).toMatchObject({ 'tea/pot/top/17': ['(all): a field is there that must not be'] });
});

test('one of some', () => {
  expect(of({ ...pot, rings: [{ gold: true }, {}] })).toMatchObject({ 'tea/pot/top/19': ['/rings/1: none of the fields is there of which one has to be'] });
  expect(of({ ...pot, rings: [{ iron: true }] })).toMatchObject({ 'tea/pot/top/19': 'pass at /rings/0' });
});

test('a document of another kind fails whoever requires it, and its own requirements', () => {
  expect(of({ ...pot, cups: [{ handle: '/x' }, { handle: 'x', saucer: { wide: -1 } }] })).toMatchObject({
    'tea/cup/top/7': 'pass at /cups/0 /cups/1',
    'tea/cup/top/8': [expect.stringMatching(/^\/cups\/1\/handle: expected what matches .*, found "x"$/u)],
    'tea/pot/top/8': [expect.stringMatching(/^\/cups\/1\/handle: /u), '/cups/1/saucer/wide: expected 0 at least, found -1'],
    definition: ['/cups/1/saucer/wide: expected 0 at least, found -1 (saucer.md:3)'],
  });
});

test('null where it stands for nothing, and nowhere else', () => {
  expect(of({ ...pot, cups: [{ handle: '/x', glaze: null, saucer: null }] })).toEqual({
    'tea/pot/top/5': 'pass at (all)',
    'tea/pot/top/17': 'pass at (all)',
    'tea/cup/top/7': 'pass at /cups/0',
    'tea/cup/top/8': 'pass at /cups/0/handle',
    'tea/pot/top/8': 'pass at /cups/0',
  });
  expect(of({ ...pot, lid: null })).toMatchObject({ definition: ['/lid: expected string, found null (pot.md:12)'] });
  expect(of({ ...pot, cups: [{ handle: '/x', saucer: 5 }] })).toMatchObject({ definition: [expect.stringMatching(/^\/cups\/0\/saucer: expected object, found 5/u)] });
});

test('unknown fields, where a version closes the document', () => {
  expect(of({ version: '1.0.0', sugar: 1 })).toMatchObject({ 'tea/pot/top/6': ['(all): a field is there that is not defined: "sugar"'] });
  expect(of({ version: '1.0.0', labels: { sugar: 'x' }, cups: [{ handle: '/', sugar: 1 }] })).toMatchObject({ 'tea/pot/top/6': expect.stringMatching(/^pass/u) });
  expect(of({ version: '1.1.0', sugar: 1 })).not.toHaveProperty('tea/pot/top/6');
});

test('a document that is none', () => {
  for (const document of [null, [], 'x', 5, true]) expect(of(document)).toEqual({ definition: [expect.stringMatching(/^\(all\): expected object, found /u)] });
});

test('a schema that is not there', () => {
  expect(() => judge({}, 'kettle.schema.json', compiled(schemas))).toThrow('There is no schema kettle.schema.json');
});

const scratch = mkdtempSync(path.join(tmpdir(), 'specproof-validators-'));
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});
const folder = path.join(scratch, 'schemas');
mkdirSync(folder);
for (const [name, schema] of schemas) writeFileSync(path.join(folder, name), serializeSchema(schema));

const documents = [pot, {}, { ...pot, lid: 'x' }, { ...pot, cups: [{}] }, { version: '1.0.0', sugar: 1 }, { ...pot, steam: 2 }, null];

test('validators compiled before say what those compiled now say, and are compiled once', async () => {
  const cache = path.join(scratch, 'cache');
  expect(await compileValidators(folder, cache)).toBe(true);
  expect(await compileValidators(folder, cache)).toBe(false);
  const [file = ''] = readdirSync(cache);
  const before = statSync(path.join(cache, file)).mtimeMs;
  const validators = await loadValidators(folder, cache);
  expect(readdirSync(cache)).toEqual([file]);
  expect(statSync(path.join(cache, file)).mtimeMs).toBe(before);
  for (const document of documents) expect(judge(document, 'pot.schema.json', validators)).toEqual(judged(document, schemas));
});

test('schemas that changed are compiled anew, and what was kept of them goes', async () => {
  const cache = path.join(scratch, 'cache-of-two');
  await compileValidators(folder, cache);
  const [old] = readdirSync(cache);
  const changed = path.join(scratch, 'changed');
  mkdirSync(changed);
  for (const [name, schema] of schemas) writeFileSync(path.join(changed, name), serializeSchema(name === 'saucer.schema.json' ? { ...schema, required: ['deep'] } : schema));
  expect(await compileValidators(changed, cache)).toBe(true);
  expect(readdirSync(cache)).toHaveLength(1);
  expect(readdirSync(cache)).not.toEqual([old]);
});

test('where nothing can be kept, validators are compiled all the same', async () => {
  const file = path.join(scratch, 'a-file');
  writeFileSync(file, '');
  chmodSync(file, 0o400);
  const validators = await loadValidators(folder, path.join(file, 'cache'));
  for (const document of documents) expect(judge(document, 'pot.schema.json', validators)).toEqual(judged(document, schemas));
});

test('64-bit limits are exact in the file', () => {
  const content = generateSchemas(registered(shop), [version]).find(({ path: file }) => file.endsWith('/pot.schema.json'))?.content ?? '';
  expect(content).toContain('"minimum": 0, "maximum": 18446744073709551615');
  expect(serializeSchema({ properties: { a: { minimum: -(2 ** 63), maximum: 2 ** 63 }, b: { const: '"maximum": 9223372036854776000,' } } })).toBe(
    '{"properties": {"a": {"minimum": -9223372036854775808, "maximum": 9223372036854775807}, "b": {"const": "\\"maximum\\": 9223372036854776000,"}}}\n',
  );
});
