import type { RegisteredFacts, Registry } from '@specproof/model';
import { expect, test } from 'vitest';
import { deadRefs } from './dead-refs.ts';

const versions = ['v1', 'v2'].map((version) => ({ version, after: version === 'v1' ? null : 'v1', documents: {} }));
const facts: RegisteredFacts[] = [{ document: 'brewing.md', section: 'top', keyword: 'MUST', subject: 'brewer', place: 'paragraph' }];
const requirement = (revisions: Record<string, number>): Registry['requirements'][string] => ({
  texts: [{ level: 'MUST', fingerprint: { sentence: '0' }, pairs: { sentence: '' } }],
  facts,
  versions: Object.fromEntries(Object.entries(revisions).map(([version, revision]) => [version, { revision, text: 0, facts: 0, line: 1, column: 1, statement: [1, 1] }])),
});
const registry: Registry = {
  schemaVersion: 1,
  spec: 'tea-spec',
  prefix: 'tea',
  versions,
  requirements: { 'tea/brewing/top/1': requirement({ v1: 1, v2: 1 }), 'tea/brewing/top/2': requirement({ v1: 1, v2: 2 }), 'tea/brewing/top/3': requirement({ v1: 1 }) },
};
const said = (source: string): string[] => deadRefs('suite/a.test.ts', source, registry);

test('names the line and what to write instead', () => {
  expect(said(`\nrequirement([req['tea/brewing/top/1'],\n  req["tea/brewing/top/2"], past['tea/brewing/top/2']])`)).toEqual([
    "suite/a.test.ts:3: req['tea/brewing/top/2'] is in force in v1 only. Write past['tea/brewing/top/2'] to check what it said then, req['tea/brewing/top/2+2'] for what it says now, or both",
  ]);
  expect(said("req['tea/brewing/top/3']")).toEqual(["suite/a.test.ts:1: req['tea/brewing/top/3'] is in force in v1 only. Write past['tea/brewing/top/3'] to check what it said then"]);
  expect(said('past[`tea/brewing/top/2+2`]')).toEqual(["suite/a.test.ts:1: past['tea/brewing/top/2+2'] is in force in the newest version. Write req['tea/brewing/top/2+2']"]);
  expect(said("req['tea/brewing/top/9']")).toEqual(["suite/a.test.ts:1: req['tea/brewing/top/9'] is in no registered version. Take its key from refs.ts"]);
});

test('what is made up while it runs is not guessed', () => {
  expect(said('req[`tea/brewing/top/${n}`]; other["tea/brewing/top/9"]; req[name]')).toEqual([]);
});
