import type { Binding, Decision } from '@specproof/model';
import { expect, test } from 'vitest';
import { noDecisions } from '../test/demo.ts';
import { checkDecisions } from './check-decisions.ts';

const decision: Decision = { id: 'demo/a/s/1', version: 'v2', from: 'MUST:0', to: 'MUST:1', class: 'editorial', effect: 'none', meaning: false, reason: 'a' };
const binding: Binding = { version: 'v2', document: 'a.md', line: 3, column: 9, text: 'MUST:1', id: 'demo/a/s/1', reason: 'a' };
const check = (decisions: Decision[], bindings: Binding[]) => () => checkDecisions({ ...noDecisions, decisions, bindings }, 'decisions.json');

test.each<[string, Partial<Decision>]>([
  ['another judgement', { class: 'reworded', effect: 'stricter', meaning: true, reason: 'b' }],
  ['the same once more', { reason: 'b' }],
])('of one change: %s', (_, other) => {
  expect(check([decision, { ...decision, version: 'v3' }, { ...decision, ...other }], [])).toThrow(
    'decisions.json is not as it should be:\n  /decisions/2: the change of demo/a/s/1 in v2 (b) is judged in /decisions/0 already (a): keep one of the two',
  );
});

test.each<[string, Partial<Binding>]>([
  ['another id', { id: 'new', reason: 'b' }],
  ['another revision', { revision: 2, reason: 'b' }],
  ['the same once more', { reason: 'b' }],
])('of one place: %s', (_, other) => {
  expect(check([], [binding, { ...binding, ...other }])).toThrow(
    '/bindings/1: what stands at a.md:3:9 of v2 (b) is judged in /bindings/0 already (a): keep one of the two',
  );
});

test('other changes and places are no contradiction', () => {
  const decisions = [decision, { ...decision, id: 'demo/a/s/2' }, { ...decision, version: 'v3' }, { ...decision, to: 'MUST:2' }, { ...decision, from: 'MUST:1' }];
  const bindings = [binding, { ...binding, column: 10 }, { ...binding, line: 4 }, { ...binding, document: 'b.md' }, { ...binding, version: 'v3' }];
  expect(check(decisions, bindings)()).toMatchObject({ decisions, bindings });
});
