import { expect, test } from 'vitest';
import { rulesOfLid } from './tea.ts';

const anywhere = String.raw`^(?:/|[A-Za-z]:[\\/]|\\\\)`;
const must = { level: 'MUST' };

test.each([
  ['string', 'A time, formatted as defined by RFC 3339, section 5.6.', { lid: [{ kind: 'format', format: 'date-time' }] }],
  ['string', 'This value MUST comply with RFC 6838.', { lid: [{ kind: 'format', format: 'media-type', ...must }] }],
  ['string', 'MUST be in SemVer v2.0.0 format.', { lid: [{ kind: 'format', format: 'semver', ...must }] }],
  ['array of strings', 'Each entry SHOULD conform to RFC 3986.', { lid: [{ kind: 'format', format: 'uri', target: 'elements', level: 'SHOULD' }] }],
  ['string', 'Values MUST conform to the Base 64 encoding, as defined in RFC 4648.', { lid: [{ kind: 'format', format: 'base64', ...must }] }],
  ['string', 'If the pot uses a different lid than the above, it MUST comply with RFC 6838.', { lid: [{ kind: 'format', format: 'media-type', ...must }] }],
  ['string', 'This value MUST be an absolute path.', { lid: [{ kind: 'pattern', pattern: anywhere, ...must }] }],
  ['string', '* Linux: This value SHOULD be an absolute path.', { lid: [{ kind: 'pattern', pattern: '^/', when: [{ kind: 'platform', platforms: ['linux'] }], level: 'SHOULD' }] }],
  ['array of strings', 'The values MUST be absolute paths.', { lid: [{ kind: 'pattern', pattern: anywhere, target: 'elements', ...must }] }],
  ['int', 'For this version of the specification, this MUST be `2`.', { lid: [{ kind: 'values', values: [2], ...must }] }],
  ['string', 'When used, this field MUST contain the value `2`.', { lid: [{ kind: 'values', values: ['2'], ...must }] }],
  ['boolean', 'On Windows, this field MUST be omitted or false.', { lid: [{ kind: 'values', values: [false], when: [{ kind: 'platform', platforms: ['windows'] }], ...must }] }],
  ['int', 'The values are from 0 to 1,000.', { lid: [{ kind: 'range', minimum: 0, maximum: 1000 }] }],
  ['int', 'If set, `lid` MUST be greater than zero.', { lid: [{ kind: 'range', exclusiveMinimum: 0, ...must }] }],
  ['int', 'This value MUST NOT be less than 5.', { lid: [{ kind: 'range', minimum: 5, ...must }] }],
  ['array of strings', '`lid` MUST contain at least one entry.', { lid: [{ kind: 'length', min: 1, ...must }] }],
  ['array of strings', 'At least two entries are REQUIRED.', {}],
  ['array of strings', 'There are rings, in that at least two entries are REQUIRED.', { lid: [{ kind: 'length', min: 2, ...must }] }],
  ['string', 'The value MUST start with `L:` and MUST NOT contain newlines.', { lid: [{ kind: 'pattern', pattern: '^L:', ...must }, { kind: 'pattern', pattern: String.raw`^[^\n]*$`, ...must }] }],
  ['string', 'The value has the format `<size><unit>B` (64KB, 2MB).', { lid: [{ kind: 'pattern', pattern: '^[1-9][0-9]*[A-Z]B$' }] }],
  ['array of strings', 'Entries are in the format of `NAME=VALUE`.', { lid: [{ kind: 'pattern', pattern: '^[^=]+=', target: 'elements' }] }],
  ['string', 'This MUST be set when `cup` is set to `china`.', { lid: [{ kind: 'required', when: [{ kind: 'equals', path: 'cup', values: ['china'] }], ...must }] }],
  ['string', 'This field MUST NOT be set if `cup` is not set.', { lid: [{ kind: 'forbidden', when: [{ kind: 'present', path: 'cup', not: true }], level: 'MUST NOT' }] }],
  ['string', 'This field MUST NOT be set unless `spout` is `2`.', { lid: [{ kind: 'forbidden', when: [{ kind: 'equals', path: 'spout', values: [2], not: true }], level: 'MUST NOT' }] }],
  ['string', 'If specified, it MUST be specified along with `cup`.', { cup: [{ kind: 'required', when: [{ kind: 'present', path: 'lid' }], ...must }] }],
  ['string', 'On Windows, this field is REQUIRED.', { lid: [{ kind: 'required', when: [{ kind: 'platform', platforms: ['windows'] }], ...must }] }],
  ['string', 'This field is OPTIONAL on Windows, and `cup` is REQUIRED if this field is omitted.', { cup: [{ kind: 'required', when: [{ kind: 'platform', platforms: ['windows'] }, { kind: 'present', path: 'lid', not: true }], ...must }] }],
  ['object', 'Keys MUST NOT be an empty string. Values MUST be strings.', { lid: [{ kind: 'pattern', pattern: String.raw`^[\s\S]`, target: 'keys', ...must }, { kind: 'type', type: 'string', target: 'values', ...must }] }],
  ['object', 'It is an object mapping its keys to an empty object.', { lid: [{ kind: 'type', type: 'object', target: 'values' }] }],
  ['string', 'The value can be "old" which has cracks, "new" or "lost" which is gone.', { lid: [{ kind: 'values', values: ['lost', 'new', 'old'] }] }],
  ['string', 'If set to "old", it has cracks.', { lid: [{ kind: 'values', values: ['old'], open: true }] }],
  ['string', 'The value is either `blue` or `red`.', { lid: [{ kind: 'values', values: ['blue', 'red'] }] }],
  ['string', 'The value SHOULD be `blue` or `red`.', { lid: [{ kind: 'values', values: ['blue', 'red'], open: true }] }],
  ['int', 'Its value is either `1` or `2`.', { lid: [{ kind: 'values', values: [1, 2] }] }],
  ['string', 'This field can be `null`.', { lid: [{ kind: 'nullable' }] }],
  ['array of objects', 'Entries in the array have the same schema as `handles` entries.', { lid: [{ kind: 'like', root: 'pot', path: 'handles' }] }],
  ['array of objects', 'You MUST specify at least one of `size` or `metal` in a given entry.', {}],
] as const)('a lid (%s): %s', (type, sentences, rules) => {
  expect(rulesOfLid(type, sentences)).toEqual(rules);
});

test.each([
  // who has to act is somebody else
  ['string', 'Guests MUST check that this value complies with RFC 3339.'],
  ['string', 'A guest MUST reject a pot unless this value is an absolute path.'],
  // another thing is spoken of
  ['string', 'The times in the log MUST comply with RFC 3339.'],
  ['string', 'The key is encoded by the brewer before it is compared with the dates of RFC 3339.'],
  ['string', 'The length of this value MUST be `32`.'],
  ['int', 'The number of rings on this value MUST be greater than 3.'],
  ['string', 'For green tea, the `cup` property MUST be `china`.'],
  ['string', 'The folder the pot stands in MUST be absolute.'],
  ['string', 'A file called after the lid MUST start with `L:`.'],
  ['array of strings', 'The shelf MUST hold at least two items.'],
  ['int', 'Brewers pick a value between 0 and 5 to start with.'],
  ['array of objects', 'Each entry is described by the [cup](cup.md).'],
  ['array of objects', 'Complaints are in the same format as `handles`.'],
  ['object', 'The returned values MUST be strings.'],
  // alternatives are no duties
  ['string', 'Either `cup` or `lid` MUST be set.'],
  ['string', 'Exactly one of `cup` and `lid` MUST be present.'],
  ['string', '`cup` or `spout` MUST be set.'],
  ['string', 'The value MUST be `blue` or an absolute path.'],
  ['string', 'The value MUST be an absolute path or a URI.'],
  // a rule of behaviour
  ['string', 'It is REQUIRED to warm the pot.'],
  ['string', 'It is REQUIRED that the pot is warm.'],
  ['string', 'This field is REQUIRED in answers to guests.'],
  ['string', 'This field MUST be set by the guest.'],
  ['string', 'This field MUST be included in the invoice.'],
  // cases that are not understood
  ['string', 'This field MUST be set before the tea is poured.'],
  ['string', 'This field MUST be set once the pot is full.'],
  ['string', 'Before the tea is poured, this field MUST be set.'],
  ['string', 'In a cold room, this field MUST be set.'],
  ['string', 'Otherwise, this field MUST be set.'],
  ['string', 'This field MUST be set (if the pot is full).'],
  ['string', 'This field MUST be set if `cup` is set, and the pot is full.'],
  ['string', 'This field MUST be set unless `cup` is set, or the pot is empty.'],
  ['string', 'This field MUST be set only if `cup` is set.'],
  ['string', 'This field MUST be set when used.'],
  ['string', 'Green tea: This value MUST be `80`.'],
  ['string', 'If compatibility with old cups is wanted, this MUST be `1`.'],
  ['string', 'If the value is different than the above, it MUST be `1`.'],
  ['string', 'For a cold pot:\n\n* This value MUST be `cold`.'],
  ['string', '* Green tea\n  * This value MUST be `80`.'],
  ['int', 'When the pot is full, values are from 0 to 5.'],
  ['int', 'The values are from 0 to 5 when the pot is full.'],
  ['int', 'On Windows, the value is between 1 and 5.'],
  ['int', 'The value is usually between 1 and 5.'],
  // not said at all
  ['string', 'Old pots only support a value of `china`.'],
  ['string', 'The values are not in the format of `NAME=VALUE`.'],
  ['string', 'This value MUST NOT be an absolute path.'],
  ['string', 'This value MAY comply with RFC 3339.'],
  ['string', 'This value MUST NOT be `blue`.'],
  ['array of strings', 'This array MUST have at most three entries.'],
] as const)('nothing is read of a lid (%s): %s', (type, sentences) => {
  expect(rulesOfLid(type, sentences)).toEqual({});
});
