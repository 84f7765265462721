import { expect, test } from 'vitest';
import { refsOf } from './ref.ts';
import type { RegisteredFacts, RegisteredPlace, RegisteredText, Registry } from './registry.ts';

const text = (level: RegisteredText['level']): RegisteredText => ({ level, fingerprint: { sentence: '1' }, pairs: { sentence: '' } });
const facts = (more: Partial<RegisteredFacts> = {}): RegisteredFacts => ({ document: 'pot.md', section: 'lid', keyword: 'MUST', subject: 'brewer', place: 'paragraph', ...more });
const place = (revision: number, index: number): RegisteredPlace => ({ revision, text: index, facts: index, line: 1, column: 1, statement: [1, 1] });
const registry = (requirements: Registry['requirements']): Registry => ({
  schemaVersion: 1,
  spec: 'tea-spec',
  prefix: 'tea',
  versions: ['v1', 'v2', 'v3'].map((version, i, all) => ({ version, after: all[i - 1] ?? null, documents: {} })),
  requirements,
});

test('one ref for each meaning, with the facts of the newest version that has it', () => {
  const refs = refsOf(
    registry({
      'tea/pot/lid/10': { texts: [text('MAY')], facts: [facts({ keyword: 'MAY' })], versions: { v2: place(1, 0) } },
      'tea/pot/lid/9': {
        texts: [text('MUST'), text('SHOULD')],
        facts: [facts(), facts({ section: 'knob', keyword: 'SHOULD', subject: 'pot', platforms: ['samovar'], property: { root: 'kettle', path: 'lid', role: 'body' } })],
        versions: { v1: place(1, 0), v2: place(2, 1), v3: place(1, 0) },
      },
    }),
  );
  expect(refs).toEqual([
    { ref: 'tea/pot/lid/9', id: 'tea/pot/lid/9', revision: 1, level: 'MUST', subject: 'brewer', versions: ['v1', 'v3'], document: 'pot.md', section: 'lid', keyword: 'MUST' },
    {
      ref: 'tea/pot/lid/9+2',
      id: 'tea/pot/lid/9',
      revision: 2,
      level: 'SHOULD',
      subject: 'pot',
      versions: ['v2'],
      document: 'pot.md',
      section: 'knob',
      keyword: 'SHOULD',
      property: { root: 'kettle', path: 'lid', role: 'body' },
      platforms: ['samovar'],
    },
    { ref: 'tea/pot/lid/10', id: 'tea/pot/lid/10', revision: 1, level: 'MAY', subject: 'brewer', versions: ['v2'], document: 'pot.md', section: 'lid', keyword: 'MAY' },
  ]);
});

test('a group has no ref, neither has what is retired', () => {
  const refs = refsOf(
    registry({
      'tea/pot/lid/1': { texts: [text('MUST')], facts: [facts({ group: true })], versions: { v1: place(1, 0) } },
      'tea/pot/lid/2': { texts: [], facts: [], versions: {}, retired: 'No duty.' },
      'tea/pot/lid/3': { texts: [text('MUST'), text('MUST')], facts: [facts(), facts({ group: true })], versions: { v1: place(1, 0), v2: place(1, 1) } },
    }),
  );
  expect(refs.map(({ ref, versions }) => [ref, versions])).toEqual([['tea/pot/lid/3', ['v1']]]);
});
