import { expect, test } from 'vitest';
import { reviewLines } from './unsettled.ts';

test('what seems editorial comes first; a version is named only where there are several', () => {
  const unsettled = [
    { id: 'tea/a/b/1', version: 'v2' },
    { id: 'tea/a/b/1', version: 'v3' },
    { id: 'tea/a/b/2', version: 'v3' },
  ];
  expect(reviewLines(unsettled, new Set(['tea/a/b/2']))).toEqual([
    'specproof review tea/a/b/2 --editorial',
    "specproof review tea/a/b/1 --version v2 --accept --reason '…'",
    "specproof review tea/a/b/1 --version v3 --accept --reason '…'",
  ]);
});
