import type { PrintedRequirement } from '@specproof/model';
import pc from 'picocolors';
import { expect, test } from 'vitest';
import { formatExtraction } from './format-extraction.ts';

const requirement: PrintedRequirement = {
  id: 'tea/pots/lids/1',
  revision: 2,
  document: 'pots.md',
  line: 7,
  column: 9,
  keyword: 'MUST',
  level: 'MUST',
  subject: 'brewer',
  conditional: true,
  section: { slug: 'lids', line: 5 },
  anchor: null,
  place: 'paragraph',
  statement: { start: 7, end: 7 },
  fingerprint: { sentence: '0123456789abcdef' },
  text: 'When it is cold, a pot MUST have a lid.',
};
const format = (requirements: PrintedRequirement[]) =>
  formatExtraction({ spec: 'tea-spec', version: 'v1', documents: [{ path: 'pots.md', sha256: '' }], requirements, informative: [], properties: [] }, 'tea-spec v1', pc.createColors(false));

test('a short text is listed', () => {
  expect(format([requirement])).toContain('\npots.md:7  MUST  brewer  conditional  tea/pots/lids/1+2\n    When it is cold, a pot MUST have a lid.\n');
});

test('a long one is counted', () => {
  const long = format(Array.from({ length: 41 }, () => requirement));
  expect(long).toMatch(/^tea-spec v1: 41 requirements in 1 document\n/u);
  expect(long).not.toContain('pots.md:7');
});
