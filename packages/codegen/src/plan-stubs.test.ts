import type { Disposition } from '@specproof/model';
import { describe, expect, test } from 'vitest';
import { noDispositions, steeping, teaRegistry, teaSpec } from '../test/registry.ts';
import type { CollectedCheck } from './collected-check.ts';
import { planStubs } from './plan-stubs.ts';
import type { StubsInput } from './plan-stubs.ts';

const registry = teaRegistry({
  [steeping(1)]: { in: ['v1'] },
  [steeping(1, 2)]: { level: 'MUST NOT', in: ['v2'], document: 'pots/kettle.md', section: 'lid' },
  [steeping(2)]: { subject: 'leaf', property: { root: 'pot', path: 'lid.knobs[]', role: 'presence' }, keyword: 'REQUIRED' },
  [steeping(3)]: { subject: 'guest' },
  [steeping(4)]: { level: 'SHOULD' },
  [steeping(5)]: { group: true },
});
const input: StubsInput = { registry, spec: teaSpec, dispositions: noDispositions, checks: [] };
const refsWithStubs = (more: Partial<StubsInput>): string[] => planStubs({ ...input, ...more }).map(({ ref }) => ref.ref);
const check = (meta: CollectedCheck['meta']): CollectedCheck => ({ file: 'suite/a.test.ts', line: 1, titles: ['a check'], meta });
const all = [steeping(1), steeping(1, 2), steeping(2), steeping(3)];

test('a stub says where the ref is, what it runs against, and what it is about', () => {
  expect(planStubs(input).map(({ ref, ...stub }) => ({ ref: ref.ref, ...stub }))).toEqual([
    { ref: steeping(1), table: 'past', fixture: 'runtime', title: 'steeping (MUST 1)', path: 'suite/todo/brewing.todo.test.ts' },
    { ref: steeping(1, 2), table: 'req', fixture: 'runtime', title: 'lid (MUST NOT 1, meaning 2)', path: 'suite/todo/pots.kettle.todo.test.ts' },
    { ref: steeping(2), table: 'req', fixture: 'image', title: 'pot.lid.knobs[]: presence (REQUIRED 2)', path: 'suite/todo/brewing.todo.test.ts' },
    { ref: steeping(3), table: 'req', fixture: 'target', title: 'steeping (MUST 3)', path: 'suite/todo/brewing.todo.test.ts' },
  ]);
});

describe('a ref needs a stub', () => {
  test('at the levels asked for, in force in whichever version', () => {
    expect(refsWithStubs({})).toEqual(all);
    expect(refsWithStubs({ levels: ['SHOULD', 'MUST NOT'] })).toEqual([steeping(1, 2), steeping(4)]);
  });

  test('unless a check names it, whole or in part; a stub is no check', () => {
    expect(refsWithStubs({ checks: [check({ refs: [steeping(1), steeping(2)] }), check({ refs: [steeping(3)], partial: { [steeping(3)]: 'half' } })] })).toEqual([steeping(1, 2)]);
    expect(refsWithStubs({ checks: [check({ refs: all, stub: true })] })).toEqual(all);
  });

  test('where its checks never run: left out, or about another kind of target', () => {
    const one = check({ refs: [steeping(1)] });
    for (const never of [{ ...one, mode: 'skip' as const }, { ...one, mode: 'todo' as const }, check({ ...one.meta, skip: true }), check({ ...one.meta, target: 'image' })]) expect(refsWithStubs({ checks: [never] })).toEqual(all);
    for (const runs of [{ ...one, mode: 'run' as const }, check({ ...one.meta, target: 'runtime' })]) expect(refsWithStubs({ checks: [runs] })).toEqual(all.slice(1));
    // Of a guest, the spec says no kind.
    expect(refsWithStubs({ checks: [check({ refs: [steeping(3)], target: 'image' })] })).toEqual(all.slice(0, -1));
  });

  test('unless it has a disposition that is still valid', () => {
    const waived: Disposition = { kind: 'waived', refs: [steeping(2)], owner: 'the host', expires: '2030-01-31', reason: 'Guests are here.' };
    const dispositions = { ...noDispositions, dispositions: [waived, { kind: 'extension', where: { subject: 'guest' }, reason: 'No product.' } satisfies Disposition] };
    expect(refsWithStubs({ dispositions, today: '2030-01-31' })).toEqual([steeping(1), steeping(1, 2)]);
    expect(refsWithStubs({ dispositions, today: '2030-02-01' })).toEqual([steeping(1), steeping(1, 2), steeping(2)]);
  });
});
