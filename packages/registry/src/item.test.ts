import { expect, test } from 'vitest';
import { comparePlaces, makeItem } from './item.ts';

const item = (document: string, line: number, column: number, part?: number) =>
  makeItem({ document, line, column, level: 'MUST', fingerprint: { sentence: 's', ...(part && { part }) } }, 'top', () => ({ sentence: '' }));

test('items are ordered by document, line, column and part', () => {
  const items = [item('a.md', 2, 1), item('a.md', 2, 3, 1), item('a.md', 2, 3, 2), item('a.md', 10, 1), item('b.md', 1, 1)];
  expect(items.toReversed().sort(comparePlaces)).toEqual(items);
});
