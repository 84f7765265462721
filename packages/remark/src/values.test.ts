import { expect, test } from 'vitest';
import { extract } from './extract.ts';
import { parseMarkdown } from './parse.ts';
import { settingsFor } from './settings.ts';

const valuesOf = (text: string) => extract(parseMarkdown(text), text, 'tea.md', settingsFor('tea.md', null)).properties.map(({ path, values }) => [path, values]);

test.each([
  ['bullets of code alone', '* **`kind`** (string, REQUIRED) - the leaf. Valid values:\n  * `green`\n  * `black`\n', ['green', 'black']],
  ['bullets with descriptions', '* **`kind`** (string, REQUIRED) one of the following constants:\n  * `GREEN`: picked early\n  * **`BLACK`** rolled first\n', ['GREEN', 'BLACK']],
  ['a list that a later paragraph announces', '* **`kind`** (string, REQUIRED)\n\n  The value MAY be one of:\n\n  * `green` - picked early\n  * `black`\n', ['green', 'black']],
  ['either, or', '* **`kind`** (string, OPTIONAL) is either `green`, `black` or `white`.\n', ['green', 'black', 'white']],
  ['one of, wrapped and quoted', '* **`kind`** (string, OPTIONAL) MUST be one of\n  `"green"`, or\n  `"black"`.\n', ['green', 'black']],
  ['a style with emphasis', '- **`kind`** *string*\n\n  This REQUIRED property is one of `green` or `black`.\n', ['green', 'black']],
])('%s', (_name, text, values) => {
  expect(valuesOf(text)).toEqual([['kind', values]]);
});

test.each([
  ['fields are no values', '* **`pot`** (object, REQUIRED) with the following options:\n  * **`size`** (int, OPTIONAL)\n  * **`lid`** (bool, OPTIONAL)\n', [['pot', undefined], ['pot.size', undefined], ['pot.lid', undefined]]],
  ['at least one of', '* **`kind`** (string, OPTIONAL) needs at least one of `a` or `b`.\n', [['kind', undefined]]],
  ['what another field holds', '* **`kind`** (string, OPTIONAL) when `steps` include either `rinse` or `warm`.\n', [['kind', undefined]]],
  ['a list of prose', '* **`kind`** (string, REQUIRED). Valid values:\n  * a leaf\n  * `black`\n', [['kind', undefined]]],
  ['objects', '* **`kind`** (object, REQUIRED) one of `a` or `b`.\n', [['kind', undefined]]],
])('not %s', (_name, text, expected) => {
  expect(valuesOf(text)).toEqual(expected);
});
