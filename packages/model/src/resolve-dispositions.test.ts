import { describe, expect, test } from 'vitest';
import type { Disposition, Dispositions } from './dispositions.ts';
import { formatRef, parseRef } from './ids.ts';
import type { RegisteredFacts, Registry } from './registry.ts';
import { describeDispositionProblem, resolveDispositions } from './resolve-dispositions.ts';

const versions = ['v1', 'v2'];

/** A registry from refs: those of a version replace one another by id. */
function registry(refs: Record<string, Partial<RegisteredFacts> & { in?: string[] }>): Registry {
  const requirements: Registry['requirements'] = {};
  for (const [ref, { in: inForce = versions, ...more }] of Object.entries(refs)) {
    const { id, revision } = parseRef(ref)!;
    const requirement = (requirements[id] ??= { texts: [{ level: 'MUST', fingerprint: { sentence: '1' }, pairs: { sentence: '' } }], facts: [], versions: {} });
    requirement.facts.push({ document: 'pot.md', section: 'lid', keyword: 'MUST', subject: 'brewer', place: 'paragraph', ...more });
    for (const version of inForce) requirement.versions[version] = { revision, text: 0, facts: requirement.facts.length - 1, line: 1, column: 1, statement: [1, 1] };
  }
  return { schemaVersion: 1, spec: 'tea-spec', prefix: 'tea', versions: versions.map((version, i) => ({ version, after: versions[i - 1] ?? null, documents: {} })), requirements };
}

const id = (n: number, revision = 1): string => formatRef({ id: `tea/pot/lid/${n}`, revision });
const file = (...dispositions: Disposition[]): Dispositions => ({ schemaVersion: 1, spec: 'tea-spec', dispositions });
const resolve = (refs: Parameters<typeof registry>[0], ...dispositions: Disposition[]) => {
  const { byRef, problems } = resolveDispositions(registry(refs), file(...dispositions), { today: '2030-01-31' });
  return { refs: [...byRef].map(([ref, { kind }]) => `${ref} ${kind}`), problems: problems.map((problem) => describeDispositionProblem(problem, file(...dispositions))) };
};

describe('a rule is about what meets all its conditions', () => {
  const lid = { root: 'kettle', role: 'body' } as const;
  const refs = {
    [id(1)]: { platforms: ['samovar'] },
    [id(2)]: { platforms: ['samovar', 'stove'] },
    [id(3)]: {},
    [id(4)]: { subject: 'tea', document: 'tea.md', section: 'leaf' },
    [id(5)]: { property: { ...lid, path: 'lid' } },
    [id(6)]: { property: { ...lid, path: 'lid.knob' } },
    [id(7)]: { property: { ...lid, path: 'lid[].size' } },
    [id(8)]: { property: { ...lid, path: 'lids' } },
    [id(9)]: { property: { ...lid, path: '' } },
  };
  test.each([
    ['every platform of the ref is among those of the rule', { platforms: ['samovar'] }, [1]],
    ['of several platforms', { platforms: ['stove', 'samovar'] }, [1, 2]],
    ['a subject', { subject: 'tea' }, [4]],
    ['a document', { document: 'tea.md' }, [4]],
    ['a section', { section: 'leaf' }, [4]],
    ['several conditions', { document: 'tea.md', subject: 'brewer' }, []],
    ['a property and what is below it', { property: 'kettle.lid' }, [5, 6, 7]],
    ['all properties of a root', { property: 'kettle' }, [5, 6, 7, 8, 9]],
  ])('%s', (_, where, expected) => {
    const { byRef, problems } = resolveDispositions(registry(refs), file({ kind: 'extension', where, reason: 'r' }));
    expect([...byRef.keys()]).toEqual(expected.map((n) => id(n)));
    expect(problems).toEqual(expected.length > 0 ? [] : [{ kind: 'rule-without-match', entry: 0 }]);
  });
});

describe('what is wrong is told with its entry', () => {
  test('nothing is', () => {
    expect(resolve({ [id(1)]: {}, [id(2)]: { platforms: ['samovar'] } }, { kind: 'platform', where: { platforms: ['samovar'] }, reason: 'r' }, { kind: 'not-observable', refs: [id(1)], tried: ['x'], reason: 'r' })).toEqual({
      refs: ['tea/pot/lid/1 not-observable', 'tea/pot/lid/2 platform'],
      problems: [],
    });
  });

  test('a rule about nothing, a ref that is none', () => {
    expect(resolve({ [id(1)]: {} }, { kind: 'platform', where: { platforms: ['samovar'] }, reason: 'r' }, { kind: 'extension', refs: [id(1, 2), id(9)], reason: 'r' })).toMatchInlineSnapshot(`
      {
        "problems": [
          "/dispositions/0: the rule matches no requirement of any version. Correct it, or take it out",
          "/dispositions/1: there is no tea/pot/lid/1+2. Correct it, or take it out",
          "/dispositions/1: there is no tea/pot/lid/9. Correct it, or take it out",
        ],
        "refs": [],
      }
    `);
  });

  test('one ref of two kinds; of one kind the first entry counts', () => {
    expect(
      resolve(
        { [id(1)]: {} },
        { kind: 'not-observable', refs: [id(1)], tried: ['x'], reason: 'r' },
        { kind: 'extension', where: { subject: 'brewer' }, reason: 'r' },
        { kind: 'not-observable', refs: [id(1)], tried: ['y'], reason: 'r' },
      ),
    ).toMatchInlineSnapshot(`
      {
        "problems": [
          "/dispositions/1: tea/pot/lid/1 is extension here and not-observable in /dispositions/0. Decide for one",
        ],
        "refs": [
          "tea/pot/lid/1 not-observable",
        ],
      }
    `);
  });

  test('a meaning that was replaced, unless the new one was judged, or the requirement is gone', () => {
    const refs = { [id(1)]: { in: ['v1'] }, [id(1, 2)]: { in: ['v2'] }, [id(2)]: { in: ['v1'] } };
    const old: Disposition = { kind: 'not-observable', refs: [id(1), id(2)], tried: ['x'], reason: 'r' };
    expect(resolve(refs, old)).toMatchInlineSnapshot(`
      {
        "problems": [
          "/dispositions/0: tea/pot/lid/1 means something else by now: judge tea/pot/lid/1+2, then list it here as well or write a check for it",
        ],
        "refs": [
          "tea/pot/lid/1 not-observable",
          "tea/pot/lid/2 not-observable",
        ],
      }
    `);
    expect(resolve(refs, { ...old, refs: [...old.refs, id(1, 2)] }).problems).toEqual([]);
    expect(resolve(refs, old, { kind: 'extension', refs: [id(1, 2)], reason: 'r' }).problems).toEqual([]);
  });

  test('a waiver that has expired counts for nothing', () => {
    const waived = (expires: string): Disposition => ({ kind: 'waived', refs: [id(1)], owner: 'the host', expires, reason: 'r' });
    expect(resolve({ [id(1)]: {} }, waived('2030-01-31'))).toEqual({ refs: ['tea/pot/lid/1 waived'], problems: [] });
    expect(resolve({ [id(1)]: {} }, waived('2030-01-30'))).toEqual({ refs: [], problems: ['/dispositions/0: expired on 2030-01-30. Decide anew'] });
  });
});
