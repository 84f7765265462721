import { describe, expect, test } from 'vitest';
import { noDecisions, refsByLine, register, registerWith } from '../test/demo.ts';
import { diff } from './diff.ts';
import { revise } from './revise.ts';
import { settle } from './settle.ts';

const one = { 'a.md': '# s\nThe pot {MUST} be washed in hot water after use.' };
const two = { 'a.md': '# s\nThe pot {MUST} be washed in warm water after use.' };
const three = { 'a.md': '# s\nThe pot {MUST} be washed in cold water after use.' };
const texts = [one, two, three];
const registry = register(...texts);
const revisions = (settled: typeof registry) => ['v1', 'v2', 'v3'].map((version) => Object.values(refsByLine(settled, version))[0]);

test('an undecided change of words is a new revision, flagged', () => {
  expect(revisions(registry)).toEqual(['demo/a/s/1', 'demo/a/s/1+2', 'demo/a/s/1+3']);
  expect(diff(registry, 'v1', 'v2')[0]).toMatchObject({ class: 'reworded', effect: 'different', unsettled: true });
});

test('a change that is none of meaning keeps the revision, and the text is added', () => {
  const decisions = settle(registry, noDecisions, 'demo/a/s/1', { version: 'v2', meaning: false, reason: 'warm is hot' });
  const settled = revise(registry, decisions);
  expect(revisions(settled)).toEqual(['demo/a/s/1', 'demo/a/s/1', 'demo/a/s/1+2']);
  expect(diff(settled, 'v1', 'v2').map(({ class: is, effect, unsettled }) => [is, effect, unsettled])).toEqual([['editorial', 'none', undefined]]);
  expect(settled).toEqual(registerWith(decisions, ...texts).registry);
});

test('a change of meaning is settled as guessed, or as told', () => {
  const decisions = settle(registry, noDecisions, 'demo/a/s/1', { meaning: true, reason: 'colder' });
  expect(decisions.decisions.map(({ version, class: is, effect, meaning }) => [version, is, effect, meaning])).toEqual([
    ['v2', 'reworded', 'different', true],
    ['v3', 'reworded', 'different', true],
  ]);
  const told = settle(registry, decisions, 'demo/a/s/1', { version: 'v3', meaning: true, class: 'condition', effect: 'looser', reason: 'colder' });
  expect(told.decisions).toHaveLength(2);
  expect(diff(revise(registry, told), 'v2', 'v3')[0]).toMatchObject({ class: 'condition', effect: 'looser', to: { ref: 'demo/a/s/1+3' } });
  expect(diff(revise(registry, told), 'v3', 'v2')[0]).toMatchObject({ class: 'condition', effect: 'stricter' });
});

describe('says what to do instead', () => {
  test.each([
    ['demo/a/s/9', {}, 'demo has no requirement demo/a/s/9. List the ids it has with: specproof trace'],
    ['demo/a/s/1', { version: 'v1' }, 'demo/a/s/1 did not change in v1. Name a version that changed it: v2, v3.'],
  ])('for %s %o', (id, options, message) => {
    expect(() => settle(registry, noDecisions, id, { meaning: true, reason: 'none', ...options })).toThrow(message);
  });

  test('where everything is settled', () => {
    const decisions = settle(registry, noDecisions, 'demo/a/s/1', { meaning: true, reason: 'colder' });
    expect(() => settle(revise(registry, decisions), decisions, 'demo/a/s/1', { meaning: true, reason: 'again' })).toThrow(
      'demo/a/s/1 has no unsettled change. Name a version that changed it: v2, v3.',
    );
    const unchanged = register(one, one);
    expect(() => settle(unchanged, noDecisions, 'demo/a/s/1', { meaning: true, reason: 'none' })).toThrow('There is nothing to judge.');
  });
});
