import { expect, test } from 'vitest';
import { fingerprintKey, textKey } from './fingerprint-key.ts';

test('is short, and another for every part that differs', () => {
  const keys = [
    { sentence: 'a' },
    { sentence: 'a', condition: 'b' },
    { sentence: 'a', context: 'b' },
    { sentence: 'a', list: 'b' },
    { sentence: 'a', condition: 'b', context: 'c' },
    { sentence: 'a', condition: 'bc' },
    { sentence: 'a', part: 1 },
    { sentence: 'a', part: 2 },
  ].map(fingerprintKey);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.every((key) => /^[0-9a-f]{16}$/u.test(key))).toBe(true);
});

test('does not depend on the order of the parts', () => {
  expect(fingerprintKey({ context: 'b', sentence: 'a' })).toBe(fingerprintKey({ sentence: 'a', context: 'b' }));
});

test('a text is its level too', () => {
  const fingerprint = { sentence: 'a' };
  expect(textKey({ level: 'MUST NOT', fingerprint })).toBe(`MUST-NOT:${fingerprintKey(fingerprint)}`);
});
