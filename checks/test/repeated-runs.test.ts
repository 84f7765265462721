import { expect, test } from 'vitest';
import { repeatedRuns } from './repeated-runs.ts';

const text = 'Before anything else\nthe brewer MUST warm the pot, and only then\npour the water.\n\n```\nthis is code that may be copied by all who like tea\n```\n';
const found = (content: string, length = 8): (string | number)[][] => repeatedRuns([text], [['notes.ts', content]], length).map(({ line, words }) => [line, words.join(' ')]);

test('a run is found across line ends, markup and case, once and whole', () => {
  expect(found('\n// x\n// else the **Brewer** must\n// warm the (pot) and only then rest')).toEqual([[3, 'else the brewer must warm the pot and only then']]);
});

test('a shorter run is not', () => {
  expect(found('the brewer must warm the pot and')).toEqual([]);
  expect(found('the brewer must warm the pot and only')).toEqual([[1, 'the brewer must warm the pot and only']]);
  expect(found('- the\n- brewer must warm the pot and')).toEqual([]);
});

test('fenced code may be repeated', () => {
  expect(found('this is code that may be copied by all who like tea')).toEqual([]);
});

test('two runs are two', () => {
  expect(found('before anything else the brewer must warm the\n\ncoffee\n\npot and only then pour the water.', 7).map(([line]) => line)).toEqual([1, 5]);
});
