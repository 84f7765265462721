import fc from 'fast-check';
import { expect, test } from 'vitest';
import { samplePattern } from './sample-pattern.ts';

test.each([
  ['^[a-z0-9]+(?:[+._-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$', 'a:a'],
  ['^sha256:[a-f0-9]{4}$', 'sha256:aaaa'],
  [String.raw`^(?:0|[1-9]\d*)\.\d{2,}$`, '0.00'],
  ['^L3:[^\\n]*$', 'L3:'],
  ['a|b', 'a'],
  ['^(?=[ab])[bc]$', 'b'],
  ['^(?=c)[bc]$', undefined],
  ['^(?<name>x)\\/y?$', 'x/'],
  ['^[^a-zA-Z0-9]$', ' '],
  ['.', 'a'],
  ['(', undefined],
  ['[', undefined],
])('%s', (pattern, sample) => {
  expect(samplePattern(pattern)).toBe(sample);
});

test('whatever comes back matches', () => {
  const parts = fc.constantFrom('a', '1', '[', ']', '(', ')', '*', '+', '?', '|', '\\', 'd', '^', '$', '{2}', '-', '.');
  const matches = (pattern: string): boolean => {
    const sample = samplePattern(pattern);
    return sample === undefined || new RegExp(pattern, 'u').test(sample);
  };
  expect(fc.check(fc.property(fc.string({ unit: parts }), matches)).failed).toBe(false);
});
