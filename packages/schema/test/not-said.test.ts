import type { PropertyRule } from '@specproof/model';
import { expect, test } from 'vitest';
import { definedIn, rulesIn, rulesOfLid, schemasIn } from './tea.ts';

/** Rules that rule values out. */
const demands = (rules: Record<string, Omit<PropertyRule, 'refs'>[]>): Omit<PropertyRule, 'refs'>[] => Object.values(rules).flat().filter((rule) => !('open' in rule) && rule.kind !== 'nullable');

test.each([
  // as protocols say things
  ['string', 'A server MUST answer with the same `lid` that the guest sent.'],
  ['string', 'If the brewer omits this field, guests MUST assume `china`.'],
  ['string', 'Guests MUST treat a missing value as `china`.'],
  ['string', 'The `Location` header MUST contain an absolute path.'],
  ['string', 'On success, the answer MUST contain the value `ok`.'],
  ['string', 'The answer to a request without it MUST be `404 Not Found`.'],
  ['string', 'The client SHOULD follow the grammar of RFC 3986 when it resolves references.'],
  ['string', 'Names in this specification follow RFC 6838.'],
  ['string', 'See RFC 3339 for how times are written.'],
  ['string', 'Unlike the times of RFC 3339, it has no zone.'],
  ['string', 'Older pots used a time, formatted as defined by RFC 3339, instead.'],
  ['string', 'A brewer MUST NOT depend on this value being an absolute path.'],
  ['string', 'The guest provides this value, which MUST be an absolute path on their side of the table, or `none`.'],
  ['string', 'It defaults to `china` if not set.'],
  ['string', 'The default is either `china` or `clay`.'],
  ['string', 'For example, the value is either `china` or `clay`.'],
  ['string', 'Common values are:\n\n* `china`\n* `clay`'],
  ['string', 'The following values are examples:\n\n* `china`\n* `clay`'],
  ['string', 'If the pot is hot, valid values are:\n\n* `china`\n* `clay`'],
  ['string', 'The value MAY be `china` or `clay`.'],
  ['string', 'When the pot is hot, the value is either `china` or `clay`.'],
  ['int', 'Brewers MUST wait for a time that MUST be greater than zero.'],
  ['int', 'The time since the last pot MUST be at least 5.'],
  ['int', 'This value MUST be at least 5 characters long.'],
  ['int', 'A value in the range of 1 to 5 is RECOMMENDED.'],
  ['int', 'Brewers wait for a value between 1 and 5 minutes.'],
  ['array of strings', 'A tray MUST contain at least one entry for each guest.'],
  ['array of strings', 'The kettle of the brewer MUST have at least two items.'],
  ['object', 'Guests MUST be able to read maps whose keys MUST NOT be empty.'],
  ['object', 'The header values MUST be strings.'],
  ['array of objects', 'Each entry is a guest of the [pot](pot.md).'],
  ['array of objects', 'Each entry is not a [pot](pot.md).'],
  ['array of objects', 'The brewer’s notes have the same structure as `handles`.'],
  ['array of objects', 'Entries usually have the same schema as `handles` entries.'],
  // of presence
  ['string', 'If `cup` is set, it MUST be `x`.'],
  ['string', 'When `cup` is there, it MUST NOT be set by hand and it is REQUIRED.'],
  ['string', 'The flag `cup` is REQUIRED by guests.'],
  ['string', 'Neither `cup` nor `spout` MUST NOT be set.'],
  ['string', 'At least one of `cup` and `spout` MUST be present.'],
  ['string', 'If any of `cup` or `spout` is set, the other MUST be set.'],
  ['string', 'The shelf on which it MUST be set is high.'],
  ['string', 'In that case, `cup` MUST be set.'],
  ['string', 'During brewing, `cup` MUST NOT be set.'],
  ['string', 'Except on Windows, this field MUST be set.'],
  ['string', 'This field MUST be set, if the guest is thirsty.'],
  ['string', 'This field MUST be provided as soon as the guest is thirsty.'],
  ['string', 'This field MUST be present whenever tea is poured.'],
  ['string', 'This field is REQUIRED for green tea.'],
  ['string', 'This field is REQUIRED, unless otherwise noted.'],
  ['string', 'When the guest is thirsty and `cup` is set, this field MUST be set.'],
  ['string', 'If `cup` is larger than `spout`, this field MUST be set.'],
  ['string', 'If the value of `cup` is unknown, this field MUST NOT be set.'],
] as const)('nothing is demanded of a lid (%s): %s', (type, sentences) => {
  expect(demands(rulesOfLid(type, sentences))).toEqual([]);
});

test.each([
  ['a case that is not read', 'This field MUST be set once the tea is hot.', 'CONDITIONAL', undefined],
  ['a case', 'This field MUST be set if `cup` is set.', 'REQUIRED', [{ kind: 'present', path: 'cup' }]],
  ['somebody else’s doing', 'This field MUST be included in the invoice.', 'CONDITIONAL', undefined],
  ['none', 'This field MUST be present.', 'REQUIRED', undefined],
])('presence that a body states: %s', (_, sentence, presence, when) => {
  const { pot } = definedIn({ 'pot.md': `# Pot\n\n* **\`lid\`** (string)\n\n  ${sentence}\n* **\`cup\`** (string, OPTIONAL) goes with it.\n` });
  expect(pot?.['lid']?.presence).toBe(presence);
  expect(pot?.['lid']?.when).toEqual(when);
});

test.each([
  ['array of booleans', { type: 'array', items: { type: 'boolean' } }],
  ['array of arrays', { type: 'array' }],
  ['array of any', { type: 'array' }],
  ['array of numbers', { type: 'array', items: { type: 'number' } }],
  ['array of JSON objects', { type: 'array', items: { type: 'object' } }],
  ['[moment](https://127.0.0.1:9/moment)', {}],
])('a type that is none of ours (%s) is not taken for an object', (type, schema) => {
  const file = schemasIn({ 'pot.md': `# Pot\n\n* **\`lid\`** (${type}, OPTIONAL) closes it.\n` }).get('pot.schema.json');
  expect(file?.properties?.['lid']).toEqual({ ...schema, 'x-specproof': { defined: 'pot.md:3' } });
});

test('values of another type than the field are not compared with it', () => {
  expect(rulesOfLid('string', 'This MUST be set unless `spout` is `wide`.')).toEqual({});
  expect(rulesOfLid('int', 'This MUST be `china`.')).toEqual({});
});

test('null is said of what a definition holds, where it is said in one', () => {
  expect(rulesIn('# Pot\n\n* **`lid`** (object, OPTIONAL) closes it.\n  All fields MAY be `null`.\n  * **`knob`** (string, OPTIONAL) is held.\n* **`cup`** (string, OPTIONAL) goes with it.\n')).toEqual({ lid: [{ kind: 'nullable' }], 'lid.knob': [{ kind: 'nullable' }] });
});
