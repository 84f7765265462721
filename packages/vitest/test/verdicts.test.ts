import { parseEvidence, serializeEvidence } from '@specproof/model';
import type { Evidence } from '@specproof/model';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RunSuiteOptions } from '../src/run.ts';
import { runFixture, summary } from './run-fixture.ts';

let evidence: Evidence;
beforeAll(async () => {
  evidence = await runFixture('verdicts');
});

test('what each check shows, and what those that did not run do not', () => {
  expect(summary(evidence)).toMatchSnapshot();
});

test('the evidence is as its schema says, and complete', async () => {
  expect(await parseEvidence(serializeEvidence(evidence), 'verdicts.ndjson')).toEqual({ evidence, problems: [] });
});

test('what a check says of itself stands beside its verdicts', () => {
  const { header, totals } = evidence;
  expect({ header, records: evidence.records.filter(({ check }) => /litres|says what/u.test(check)), listed: totals.checks.filter(({ file }) => file === 'declared.check.ts') }).toMatchSnapshot();
});

test('every verdict counts for a check that is listed as run', () => {
  const states = new Map(evidence.totals.checks.map(({ check, state }) => [check, state]));
  expect(evidence.records.filter(({ check }) => states.get(check) !== 'ran')).toEqual([]);
});

test('only refs that are in force in the version are judged', async () => {
  const old = await runFixture('verdicts', { files: ['several-refs'], spec: { id: 'tea-spec', version: 'v1.0.0', prefix: 'tea' } });
  const verdicts = old.records.filter(({ check }) => /revisions|not all/u.test(check)).map(({ check, ref, verdict }) => `${check}: ${ref} ${verdict}`);
  expect(verdicts).toMatchInlineSnapshot(`
    [
      "several-refs.check.ts > not all are in force everywhere: tea/pot/water/1 pass",
      "several-refs.check.ts > two revisions of one, by name: tea/pot/steam/1 pass",
      "several-refs.check.ts > two revisions of one, without a name: tea/pot/steam/1 pass",
    ]
  `);
});

test('a spec with another prefix has none of the refs', async () => {
  const { records, totals } = await runFixture('left-out', { spec: { id: 'coffee-spec', version: 'v1.1.0', prefix: 'coffee' } });
  expect(records).toEqual([]);
  expect([...new Set(totals.checks.map(({ state }) => state))].sort()).toEqual(['not-in-force', 'stub']);
});

test('a target of another kind is judged by what is about it alone', async () => {
  const target = { kind: 'image', name: 'picture', version: '1', digest: 'e'.repeat(64), data: null } as const;
  const { records } = await runFixture('verdicts', { files: ['declared'], target, spec: { id: 'tea-spec', version: 'v1.1.0' } });
  expect(records.map(({ check, verdict }) => `${check}: ${verdict}`)).toMatchInlineSnapshot(`
    [
      "declared.check.ts > holds 1 litres: pass",
      "declared.check.ts > holds 2 litres: pass",
      "declared.check.ts > is about another kind by a fixture of its own: pass",
      "declared.check.ts > is about another kind by its fixture: pass",
      "declared.check.ts > is about another subject: pass",
      "declared.check.ts > says what it is about: fail",
      "declared.check.ts > says what it is about: pass",
    ]
  `);
});

describe('the same bytes', () => {
  // Those that are about Vitest's own errors word them as the pool does.
  const files = ['basics', 'conclusions'];
  const textOf = async (options: Partial<RunSuiteOptions>) => serializeEvidence(await runFixture('verdicts', { files, ...options }));
  let forks: string;
  beforeAll(async () => {
    forks = await textOf({ pool: 'forks' });
  });

  test.each<[string, Partial<RunSuiteOptions>]>([
    ['again', { pool: 'forks' }],
    ['in one process for all files', { pool: 'forks', isolate: false, maxWorkers: 1 }],
    ['in threads', { pool: 'threads' }],
    ['in one thread', { pool: 'threads', isolate: false, maxWorkers: 1 }],
    ['in threads on vm contexts', { pool: 'vmThreads' }],
    ['in processes on vm contexts', { pool: 'vmForks' }],
  ])('%s', async (_, options) => {
    expect(await textOf(options)).toBe(forks);
  });
});
