import type { Override, Overrides } from '@specproof/model';
import { expect, test } from 'vitest';
import { noDecisions, noOverrides } from '../test/demo.ts';
import { readText } from '../test/read-text.ts';
import { applyOverrides } from './apply-overrides.ts';
import { rebuild } from './rebuild.ts';

const extraction = readText({
  'a.md': '# s\nThe pot {MUST} and {MUST} pour.\n> in the kitchen\nThe cup {MAY} be blue.\n> in the garden\nThe cup {MAY} be blue.\nThe cook {MUST} do this:\n- wash the cup\n- fill the pot',
});
const sentenceAt = (line: number): string => extraction.requirements.find((requirement) => requirement.line === line)?.fingerprint.sentence ?? '';
const contextAt = (line: number): string => extraction.requirements.find((requirement) => requirement.line === line)?.fingerprint.context ?? '';

type Entry = Override extends infer Each ? (Each extends Override ? Omit<Each, 'document' | 'sentence' | 'reason'> : never) : never;
const override = (line: number, entry: Entry): Override => ({ document: 'a.md', sentence: sentenceAt(line), reason: 'as meant', ...entry }) as Override;
const apply = (...overrides: Override[]) => applyOverrides(extraction, { ...noOverrides, overrides } satisfies Overrides);

test('reclassify changes what it names, in every place the sentence stands', () => {
  const { extraction: put, applied, stale } = apply(override(4, { kind: 'reclassify', level: 'SHOULD', subject: 'cook', conditional: true }));
  expect(put.requirements.filter(({ line }) => line === 4 || line === 6)).toMatchObject([
    { level: 'SHOULD', subject: 'cook', conditional: true, keyword: 'MAY' },
    { level: 'SHOULD', subject: 'cook', conditional: true, keyword: 'MAY' },
  ]);
  expect([applied.length, stale.length]).toEqual([1, 0]);
});

test('a context narrows it to one place', () => {
  const { extraction: put } = apply(override(4, { kind: 'reclassify', level: 'SHOULD', context: contextAt(6) }));
  expect(put.requirements.filter(({ level }) => level === 'SHOULD').map(({ line }) => line)).toEqual([6]);
});

test('a property is given, its role alone changed, and taken away', () => {
  const property = { root: 'pot', path: 'lid', role: 'body' } as const;
  const given = apply(override(4, { kind: 'reclassify', property, role: 'presence' })).extraction;
  expect(given.requirements.find(({ line }) => line === 4)?.property).toEqual({ ...property, role: 'presence' });
  const taken = applyOverrides(given, { ...noOverrides, overrides: [override(4, { kind: 'reclassify', property: null })] }).extraction;
  expect(taken.requirements.find(({ line }) => line === 4)).not.toHaveProperty('property');
});

test('drop makes an occurrence informative: the one it counts to', () => {
  const { extraction: put } = apply(override(2, { kind: 'drop', as: 'other', occurrence: 2 }));
  expect(put.requirements.filter(({ line }) => line === 2).map(({ column }) => column)).toEqual([9]);
  expect(put.informative).toEqual([{ document: 'a.md', line: 2, column: 20, keyword: 'MUST', reason: 'other' }]);
});

test('a group takes its items along', () => {
  const dropped = apply(override(7, { kind: 'drop', as: 'example' })).extraction;
  expect(dropped.requirements.filter(({ line }) => line >= 7)).toEqual([]);
  expect(dropped.informative.map(({ line }) => line)).toEqual([7]);
  const weaker = apply(override(7, { kind: 'reclassify', level: 'SHOULD' })).extraction;
  expect(weaker.requirements.filter(({ line }) => line >= 7).map(({ level }) => level)).toEqual(['SHOULD', 'SHOULD', 'SHOULD']);
});

test('split makes several of one, each with an id of its own', () => {
  const overrides = { ...noOverrides, overrides: [override(8, { kind: 'split', into: 3 })] };
  const { requirements } = rebuild({ id: 'demo', prefix: 'demo' }, [{ version: 'v1', after: null, extraction }], noDecisions, overrides);
  const split = Object.entries(requirements).filter(([, { versions }]) => versions['v1']?.line === 8);
  expect(split.map(([id, { texts }]) => [id, texts[0]?.fingerprint.part])).toEqual([
    ['demo/a/s/6', 1],
    ['demo/a/s/7', 2],
    ['demo/a/s/8', 3],
  ]);
});

test('is stale where its sentence is nowhere, and changes nothing then', () => {
  const lost = { ...override(4, { kind: 'drop', as: 'other' }), sentence: 'gone' };
  const elsewhere = { ...override(4, { kind: 'drop', as: 'other' }), document: 'b.md' };
  expect(apply(lost, elsewhere)).toEqual({ extraction, applied: [], stale: [lost, elsewhere] });
});

test('merge leaves one requirement of two keywords, and accounts for the other', () => {
  const [first] = extraction.requirements.filter(({ line }) => line === 2);
  const { extraction: put, stale } = apply({ ...override(2, { kind: 'merge', occurrence: 2 }), sentence: first?.fingerprint.sentence ?? '' });
  expect(stale).toEqual([]);
  expect(put.requirements.filter(({ line }) => line === 2)).toHaveLength(1);
  expect(put.informative).toMatchObject([{ line: 2, keyword: 'MUST', reason: 'reference-to-other-requirement' }]);
});

test('promote makes a requirement of a lower-case sentence, and turns stale with it', () => {
  const meant = extraction.requirements[0];
  if (!meant) throw new Error('the text has requirements');
  const lower = { ...meant, line: 90, fingerprint: { sentence: 'feedfacefeedface' } };
  const put = (sentence: string) =>
    applyOverrides({ ...extraction, lowerCase: [lower] }, { ...noOverrides, overrides: [{ kind: 'promote', document: 'a.md', sentence, level: 'SHOULD', reason: 'meant' }] });
  expect(put('feedfacefeedface').extraction.requirements).toHaveLength(extraction.requirements.length + 1);
  expect(put('feedfacefeedface').extraction.requirements.at(-1)).toMatchObject({ line: 90, level: 'SHOULD' });
  expect(put('0000000000000000')).toMatchObject({ applied: [], stale: [{ kind: 'promote' }] });
});
