import { expect, test } from 'vitest';
import pc from 'picocolors';
import { formatCounts } from './counts-table.ts';
import { formatTable } from './table.ts';

const { createColors } = pc;

test('sets figures flush right, and remarks behind them', () => {
  expect(formatTable([{ name: 'document', figures: ['MUST', 'all'] }, { name: 'a.md', figures: ['1', '1000'], remark: 'one' }, { name: 'b', figures: ['20'] }])).toEqual([
    'document  MUST   all',
    'a.md         1  1000  one',
    'b           20',
  ]);
  expect(formatTable([])).toEqual([]);
});

test('counts per document and subject, groups apart', () => {
  const requirement = { document: 'tea.md', level: 'MUST', subject: 'brewer' } as const;
  const lines = formatCounts(
    {
      requirements: [requirement, { ...requirement, level: 'MAY', subject: 'guest' }, { ...requirement, group: true }],
      informative: [{ document: 'intro.md', reason: 'example' }],
      properties: [{ document: 'tea.md' }],
    },
    createColors(false),
  );
  expect(lines).toEqual([
    'document  MUST  MUST NOT  SHOULD  SHOULD NOT  MAY  all  properties  keywords that oblige nobody',
    'intro.md     ·         ·       ·           ·    ·    ·           ·  1 in examples',
    'tea.md       1         ·       ·           ·    1    2           1',
    '  brewer     1         ·       ·           ·    ·    1',
    '  guest      ·         ·       ·           ·    1    1',
    'all          1         ·       ·           ·    1    2           1  1 in examples',
    'Who has to act: brewer 1, guest 1.',
    'Beside these, 1 keyword introduces a list or table whose items are the requirements.',
  ]);
});

test('a registry alone has neither properties nor informative keywords', () => {
  const [header] = formatCounts({ requirements: [] }, createColors(false));
  expect(header).toBe('document  MUST  MUST NOT  SHOULD  SHOULD NOT  MAY  all');
});
