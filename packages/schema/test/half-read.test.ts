import { expect, test } from 'vitest';
import { rulesOfLid } from './tea.ts';

const must = { level: 'MUST' };
const part = { ...must, part: true };

test.each([
  // both ends are read
  ['int', 'This value MUST be at least 1900 and at most 2100.', [{ kind: 'range', minimum: 1900, maximum: 2100, ...must }]],
  ['int', 'This value MUST be greater than 0 and less than 10.', [{ kind: 'range', exclusiveMinimum: 0, maximum: 9, ...must }]],
  ['int', 'This value MUST NOT be greater than 7.', [{ kind: 'range', maximum: 7, ...must }]],
  ['int', 'This value MUST be greater than or equal to -5.', [{ kind: 'range', minimum: -5, ...must }]],
  ['int', 'It MUST be less than or equal to 5.', [{ kind: 'range', maximum: 5, ...must }]],
  ['int', 'It MUST be no more than 5.', [{ kind: 'range', maximum: 5, ...must }]],
  // half of a sentence shows nothing of the whole
  ['int', 'This value MUST be greater than zero and even.', [{ kind: 'range', exclusiveMinimum: 0, ...part }]],
  ['string', 'This value MUST start with `x` and end with `y`.', [{ kind: 'pattern', pattern: '^x', ...part }]],
  ['string', 'This value MUST start with `x` followed by a digit.', [{ kind: 'pattern', pattern: '^x', ...part }]],
  ['string', 'This value MUST comply with RFC 3339 in UTC.', [{ kind: 'format', format: 'date-time', ...part }]],
  ['string', 'This value MUST be an absolute path without `..`.', [{ kind: 'format', format: 'absolute-path', ...part }]],
  ['array of strings', '`lid` MUST contain at least one entry and no more than 5.', [{ kind: 'length', min: 1, ...part }]],
  ['array of strings', '`lid` MUST contain at least one entry that is not empty.', [{ kind: 'length', min: 1, ...part }]],
  // remarks are no half
  ['string', 'This value MUST be in SemVer v2.0.0 format and specifies the age of the lid.', [{ kind: 'format', format: 'semver', ...must }]],
  ['string', 'This value MUST comply with RFC 6838, including its section 4.2, and MAY be written on the lid.', [{ kind: 'format', format: 'media-type', ...must }]],
  ['int', 'This MUST be `2` to keep older pots in use.', [{ kind: 'values', values: [2], ...must }]],
  ['string', 'This value MUST be an absolute path in the kitchen.', [{ kind: 'format', format: 'absolute-path', ...must }]],
] as const)('a lid (%s): %s', (type, sentence, rules) => {
  expect(rulesOfLid(type, sentence)).toEqual({ lid: rules });
});

test.each([
  ['int', 'This value MUST be at least 1900 or zero.'],
  ['int', 'This value MUST be greater than zero (zero means the default).'],
  ['int', 'This value MUST be at least 5 minutes, given in seconds.'],
  ['string', 'This value MUST start with `x` or `y`.'],
  ['string', 'This value MUST start with `x` (or `X`).'],
  ['string', 'This value MUST start with `x`, ignoring case.'],
  ['string', 'This value MUST comply with RFC 3339 or be empty.'],
  ['string', 'This value MUST comply with RFC 3339 `full-date`.'],
  ['string', 'This value MUST be an absolute path (or a name).'],
  ['string', 'This value MUST be `x` by default.'],
  ['object', 'Values MUST be strings or null.'],
  ['string', 'If `cup` is set, and the desk is open, this property MUST be set.'],
] as const)('alternatives are no demands: a lid (%s): %s', (type, sentence) => {
  expect(rulesOfLid(type, sentence)).toEqual({});
});

test.each([
  'The value is one of `a`, `b`, or any string that starts with `z`.',
  'The value is one of `a`, `b` or a value registered elsewhere.',
  'Possible values are `a`, `b` and everything that starts with `z`.',
  'The value is either `a` or `b`. Further values MAY be defined by guests.',
])('values that are not all there are: %s', (sentence) => {
  expect(rulesOfLid('string', sentence)).toEqual({ lid: [{ kind: 'values', values: ['a', 'b'], open: true }] });
});
