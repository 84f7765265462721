import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseEvidence, serializeEvidence } from '@specproof/model';
import type { EvidenceTotals } from '@specproof/model';
import { afterAll, describe, expect, test } from 'vitest';
import { withSuite } from '../src/open-suite.ts';
import EvidenceReporter from '../src/reporter.ts';
import { digest, fixture, headerOf, include, now, runFixture, summary } from './run-fixture.ts';

const scratch = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'specproof-vitest-')));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const statesOf = ({ checks }: EvidenceTotals): Record<string, string> => Object.fromEntries(checks.map(({ check, state }) => [check.split(' > ').slice(1).join(' > '), state]));

describe('what does not run has no verdict', () => {
  test('stubs, skipped checks, old texts', async () => {
    expect(summary(await runFixture('left-out'))).toMatchInlineSnapshot(`
      "
      runs.check.ts > a check that runs
        tea/pot/water/1: pass
      runs.check.ts > skips itself after a failure
        tea/pot/water/2: error | it was skipped after an assertion had failed
          - first: 1 <> 2
      left-out.check.ts > a skipped check: skipped
      left-out.check.ts > a stub: stub
      left-out.check.ts > about an old text: not-in-force | none of its refs is in force in tea-spec v1.1.0
      left-out.check.ts > in a group that is skipped > a check: skipped
      left-out.check.ts > in a group to do > a check: todo
      left-out.check.ts > skips itself: skipped | not today
      "
    `);
  });

  test('what a filter leaves out', async () => {
    const { header, records, totals } = await runFixture('left-out', { title: /check that runs/u });
    expect(header.selection).toEqual({ title: 'check that runs' });
    expect(records.map(({ check, verdict }) => [check, verdict])).toEqual([['runs.check.ts > a check that runs', 'pass']]);
    expect(statesOf(totals)).toMatchInlineSnapshot(`
      {
        "a check that runs": "ran",
        "a skipped check": "skipped",
        "a stub": "stub",
        "about an old text": "not-in-force",
        "in a group that is skipped > a check": "filtered",
        "in a group to do > a check": "todo",
        "skips itself": "filtered",
        "skips itself after a failure": "filtered",
      }
    `);
  });

  test('files that were not asked for are named', async () => {
    const { header, totals } = await runFixture('left-out', { files: ['runs'] });
    expect(header.selection).toEqual({ without: ['left-out.check.ts'] });
    expect(new Set(totals.checks.map(({ file }) => file))).toEqual(new Set(['runs.check.ts']));
  });

  test('a run in which nothing executed is an error', async () => {
    const { exitCode } = process;
    const none = [await runFixture('left-out', { title: /no such title/u }), await runFixture('left-out', { files: ['no-such-file'] })];
    for (const evidence of none) {
      expect(evidence.records).toEqual([]);
      expect(evidence.totals.errors).toEqual([{ message: 'No check ran, so the run shows nothing: a filter or a skip may be in the way, or no check is for this target and version' }]);
      expect((await parseEvidence(serializeEvidence(evidence), 'e')).problems.map(({ kind }) => kind)).toEqual(['nothing-executed']);
    }
    expect(process.exitCode).toBe(exitCode);
  });

  test('a run that is interrupted', async () => {
    const interruption = new AbortController();
    const evidence = await runFixture('slow', { signal: interruption.signal, timeout: 60_000, reporters: [{ onTestCaseResult: () => interruption.abort() }] });
    expect(summary(evidence)).toMatchInlineSnapshot(`
      "
      slow.check.ts > is in time
        tea/pot/water/1: pass
      slow.check.ts > does not begin: not-run | the run was interrupted
      slow.check.ts > is not: not-run | the run was interrupted
      ! The run was interrupted: run it again
      "
    `);
    // on a busy machine the first result may take its time: the check that is slow waits longer than that
  }, 40_000);
});

test('files that cannot be read, and checks that are wrongly declared', async () => {
  const root = path.join(scratch, 'misused');
  cpSync(fixture('misused'), root, { recursive: true });
  cpSync(fixture('unreadable'), root, { recursive: true });
  cpSync(fixture('refs.ts'), path.join(scratch, 'refs.ts'));
  writeFileSync(path.join(root, 'syntax.check.ts'), 'const = 1;\n');
  const evidence = await runFixture('misused', { root, isolate: false });
  expect(summary(evidence)).toMatchInlineSnapshot(`
    "
    not-a-check.check.ts > without a pattern
      tea/pot/water/1: error | FixtureParseError: The 1st argument inside a fixture must use object destructuring pattern, e.g. ({ task } => {}). Instead, received "context".
    only.check.ts > the only one
      tea/pot/water/1: error | [Vitest] Unexpected .only modifier. Remove it or pass --allowOnly argument to bypass this error
    readable.check.ts > one of a set
      tea/pot/water/1: pass
    only.check.ts > another: skipped
    ! blank.check.ts: tea/pot/water/1: \`partial\` says nothing
    ! dead-ref.check.ts: about nothing: its ref does not exist; it may be dead or misspelt, which tsc tells
    ! no-import.check.ts: Cannot find module '../kettle.ts' imported from no-import.check.ts
    ! no-ref.check.ts: about nothing: a check names at least one ref
    ! own-premise.check.ts: takes itself for granted: \`premises\` names tea/pot/water/1, which is what it checks: take it out of one of the two
    ! strange-partial.check.ts: in part: \`partial\` names tea/pot/water/2, which is not among its refs
    ! syntax.check.ts: Transform failed with 1 error: [PARSE_ERROR] Unexpected token (line 1, column 7)
    ! taken.check.ts: requirement.extend: \`tool\` and \`observe\` cannot be replaced, since every check counts on it. Choose another name
    ! twice.check.ts: twice: tea/pot/water/1 is twice among its refs
    "
  `);
  // The files that cannot be read may hold members, too.
  expect(evidence.records.find(({ set }) => set)?.set).toEqual({ name: 'all' });
});

test('what is observed when its check has ended is told all the same', async () => {
  expect(summary(await runFixture('late'))).toMatchInlineSnapshot(`
    "
    late.check.ts > observes once more
      tea/pot/water/1: pass
        + temperature: 100
    late.check.ts > takes its time
      tea/pot/water/1: pass
        + time: 1
    ! temperature, later: observed after its check had ended. Await what it waits for
    "
  `);
});

test('a worker that dies passes nothing that it had not told', async () => {
  const { records, totals } = await runFixture('crash');
  const verdicts = Object.fromEntries(records.map(({ check, verdict }) => [check, verdict]));
  // The first may have been told in time.
  expect({ ...verdicts, 'crash.check.ts > before it': 'error' }).toEqual({ 'crash.check.ts > after it': 'error', 'crash.check.ts > before it': 'error', 'crash.check.ts > kills its worker': 'error' });
  expect(totals.errors).not.toEqual([]);
});

describe('a run in parts', () => {
  test('each shard says what it left out; together they are the whole', async () => {
    const [whole, first, second] = await Promise.all([runFixture('left-out'), runFixture('left-out', { shard: '1/2' }), runFixture('left-out', { shard: '2/2' })]);
    expect([first, second].map(({ header }) => header.selection)).toEqual([
      { shard: '1/2', without: [second.totals.checks[0]!.file] },
      { shard: '2/2', without: [first.totals.checks[0]!.file] },
    ]);
    const byCheck = (a: { check: string }, b: { check: string }) => (a.check < b.check ? -1 : 1);
    expect([...first.records, ...second.records].sort(byCheck)).toEqual(whole.records);
    expect([...first.totals.checks, ...second.totals.checks].sort(byCheck)).toEqual([...whole.totals.checks].sort(byCheck));
  });

  const merge = async (name: string, folder: string) => {
    const reporter = new EvidenceReporter({ header: headerOf(name), now });
    await withSuite({ root: fixture(name), include }, { reporters: [reporter], mergeReports: folder }, (vitest) => vitest.mergeReports(folder));
    return reporter.evidence!;
  };

  test('blobs of all shards merge to what one run gives', async () => {
    const folder = path.join(scratch, 'blobs');
    const shard = (n: number) => runFixture('verdicts', { shard: `${n}/2`, reporters: [['blob', { outputFile: path.join(folder, `${n}.json`) }]] });
    const [whole] = await Promise.all([runFixture('verdicts'), shard(1), shard(2)]);
    const merged = await merge('verdicts', folder);
    const { records, totals } = whole;
    // Where a hook failed, a blob does not tell what would have been left out anyway.
    const check = 'broken.check.ts > hooks > before all > left out as a whole > is left out, too';
    expect(merged.records.filter((record) => record.check === check).map(({ verdict }) => verdict)).toEqual(['error']);
    expect(merged.records.filter((record) => record.check !== check)).toEqual(records);
    expect(merged.totals.checks.filter((listed) => listed.check !== check)).toEqual(totals.checks.filter((listed) => listed.check !== check));
    expect({ ...merged.totals, checks: [], verdicts: {} }).toEqual({ ...totals, checks: [], verdicts: {} });
    expect(merged.header).toEqual(whole.header);
  });

  test('a shard that is missing is noticed', async () => {
    const folder = path.join(scratch, 'one-blob');
    await runFixture('left-out', { shard: '1/2', reporters: [['blob', { outputFile: path.join(folder, '1.json') }]] });
    expect((await merge('left-out', folder)).header.selection?.without).not.toEqual([]);
  });
});

describe('the file', () => {
  test('is written at the end, and holds what is returned', async () => {
    const evidenceFile = path.join(scratch, 'new/folder/e.ndjson');
    const evidence = await runFixture('left-out', { evidenceFile });
    expect(readFileSync(evidenceFile, 'utf8')).toBe(serializeEvidence(evidence));
    expect(readdirSync(path.dirname(evidenceFile))).toEqual(['e.ndjson']);
    expect(digest).toBe(evidence.header.suite.digest);
  });

  test('has no place: said before anything runs', async () => {
    writeFileSync(path.join(scratch, 'file'), '');
    await expect(runFixture('slow', { evidenceFile: path.join(scratch, 'file/e.ndjson') })).rejects.toMatchObject({ code: 'IO', message: expect.stringMatching(/e\.ndjson cannot be written: a part of its path is a file\. Name another one$/u) as string });
  });

  test.skipIf(process.getuid?.() !== 0)('has a folder that only others may write: said before anything runs', async () => {
    const folder = path.join(scratch, 'closed');
    mkdirSync(folder, { mode: 0o755 });
    // Root may write anywhere.
    process.seteuid?.(65_534);
    try {
      await expect(runFixture('slow', { evidenceFile: path.join(folder, 'e.ndjson') })).rejects.toMatchObject({ code: 'IO', message: expect.stringMatching(/this user may not write to its folder/u) as string });
    } finally {
      process.seteuid?.(0);
    }
  });

  test('does not fit on the disk: the old one stays', async () => {
    const folder = path.join(scratch, 'full');
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'e.ndjson'), 'old');
    // Whatever is written here first meets a disk without room.
    symlinkSync('/dev/full', path.join(folder, `.e.ndjson-${process.pid}`));
    await expect(runFixture('left-out', { evidenceFile: path.join(folder, 'e.ndjson') })).rejects.toMatchObject({ code: 'IO', message: expect.stringMatching(/the disk is full\. Make room, and run again$/u) as string });
    expect(readdirSync(folder)).toEqual(['e.ndjson']);
    expect(readFileSync(path.join(folder, 'e.ndjson'), 'utf8')).toBe('old');
  });
});
