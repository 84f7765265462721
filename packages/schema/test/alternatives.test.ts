import { expect, test } from 'vitest';
import { judged, summary } from './judged.ts';
import { schemasIn } from './tea.ts';

const pot = (fields: string): unknown => schemasIn({ 'pot.md': `# Pot\n\n${fields}` }).get('pot.schema.json');
const lid = (type: string): unknown => (pot(`* **\`lid\`** (${type}) is a part of it.\n`) as { properties: { lid: object } }).properties.lid;

test.each([
  ['string or null, OPTIONAL', { type: ['string', 'null'] }],
  ['string or int, OPTIONAL', {}],
  ['string | array of strings, OPTIONAL', {}],
  ['array of strings or ints, OPTIONAL', {}],
])('%s', (type, schema) => {
  expect(lid(type)).toEqual({ ...schema, 'x-specproof': { defined: 'pot.md:3' } });
});

test.each(['string, not REQUIRED', 'string, REQUIRED in version 1, OPTIONAL since version 2'])('%s', (presence) => {
  expect(pot(`* **\`lid\`** (${presence}) is a part of it.\n`)).not.toHaveProperty('required');
});

test('each entry is like one thing, the list like a list', () => {
  const schema = pot(`* **\`lid\`** (object, OPTIONAL) is a part of it.
  * **\`size\`** (int, REQUIRED) counts.
* **\`lids\`** (array of objects, OPTIONAL) are spare.
  Each entry has the same structure as \`lid\`.
* **\`more\`** (array of objects, OPTIONAL) are more.
  Entries in the array have the same schema as \`lids\` entries.
`);
  expect(schema).toMatchObject({ properties: { lids: { type: 'array', items: { $ref: '#/properties/lid' } }, more: { $ref: '#/properties/lids' } } });
});

const shop = schemasIn({
  'pot.md': `# Pot

* **\`cup\`** (object, OPTIONAL) goes with it.
  * **\`glaze\`** (string, OPTIONAL) is its colour.
* **\`lid\`** (string, REQUIRED) is a part of it.
* **\`spout\`** (string, OPTIONAL) is another.
  This MUST be set when \`cup.glaze\` is set to \`blue\`.
* **\`home\`** (string, OPTIONAL) is where it stands.
  This value MUST be an absolute path.
* **\`linux\`** (object, OPTIONAL) is about Linux.
  This MAY be present when the platform is \`linux\`.
`,
});

test.each([[null], ['x'], [[]], [1]])('a condition on the fields of %j does not hold', (cup) => {
  expect(summary(judged({ lid: 'x', cup }, shop))).toEqual({ 'tea/pot/top/5': 'pass at (all)', definition: [expect.stringMatching(/^\/cup: expected object/u)] });
});

test('a field that is null shows nothing of its presence', () => {
  expect(summary(judged({ lid: null }, shop))).toEqual({ definition: [expect.stringMatching(/^\/lid: expected string/u)] });
});

test('what an absolute path is, where the platform is known', () => {
  const at = (home: string, file: string) => Object.values(summary(judged({ lid: 'x', home }, shop, file))).flat().filter((line) => /\/home/u.test(String(line)));
  expect(at('C:\\kitchen', 'pot.schema.json')).toEqual(['pass at /home']);
  expect(at('C:\\kitchen', 'pot.linux.schema.json')).toEqual(['/home: expected what matches ^/, found "C:\\\\kitchen"']);
  expect(at('/kitchen', 'pot.linux.schema.json')).toEqual(['pass at /home']);
});
