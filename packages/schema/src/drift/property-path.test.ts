import { expect, test } from 'vitest';
import { joinStep, matchesPath, parentPath, stepsOf } from './property-path.ts';

test.each([
  ['', []],
  ['a.b[].c', ['.a', '.b', '[]', '.c']],
  ['a{}[]', ['.a', '{}', '[]']],
  ['a["os.version"].b', ['.a', '.os.version', '.b']],
  ['["x]y"]', ['.x]y']],
])('%j is taken apart and put together', (path, steps) => {
  expect(stepsOf(path)).toEqual(steps);
  expect(steps.reduce(joinStep, '')).toBe(path);
});

test('parents', () => {
  expect(['a.b[]', 'a["b.c"]', 'a', ''].map(parentPath)).toEqual(['a.b', 'a', '', undefined]);
});

test.each([
  ['a.b', 'a.b', true],
  ['a.*', 'a.b', true],
  ['a.*', 'a[]', true],
  ['a.*', 'a.b.c', false],
  ['a.**', 'a', true],
  ['a.**', 'a.b[].c', true],
  ['**', '', true],
  ['a.*.c', 'a[].c', true],
  ['a', 'a.b', false],
])('%s names %s: %s', (pattern, path, expected) => {
  expect(matchesPath(pattern, path)).toBe(expected);
});
