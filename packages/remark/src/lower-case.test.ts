import { expect, test } from 'vitest';
import { extract } from './extract.ts';
import { parseMarkdown } from './parse.ts';
import { settingsFor } from './settings.ts';

const read = (source: string) => extract(parseMarkdown(source), source, 'inn.md', settingsFor('inn.md', null));

test('a must in lower case is offered with its place, and is no requirement by itself', () => {
  const { requirements, lowerCase, informative } = read('# Inn\n\nIf it rains, guests must not wait outside.\nThe door MUST be open; it must be red. `must`\n');
  expect(requirements.map(({ line, keyword }) => [line, keyword])).toEqual([[4, 'MUST']]);
  expect(informative).toEqual([]);
  expect(lowerCase.map(({ line, column, level, conditional }) => [line, column, level, conditional])).toEqual([
    [3, 21, 'MUST NOT', true],
    [4, 27, 'MUST', false],
  ]);
  expect(new Set([...lowerCase, ...requirements].map(({ fingerprint }) => fingerprint.sentence)).size).toBe(3);
});
