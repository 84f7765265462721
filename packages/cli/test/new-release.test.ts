import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fixture, Workspace } from './workspace.ts';

// The steps of docs/new-release.md, on a spec that was added with one file of data.
const workspace = new Workspace();
const { run, read } = workspace;
afterAll(workspace.remove);

interface Registry {
  requirements: Record<string, { versions: Record<string, { revision: number; line: number }> }>;
}
const registry = () => JSON.parse(read('registry.json')) as Registry;
const revisions = (version: string) =>
  Object.fromEntries(Object.entries(registry().requirements).flatMap(([id, { versions }]) => (versions[version] ? [[id, versions[version].revision]] : [])));

/** Types what `specproof lock` says has to be typed. */
async function typeReviews(printed: string): Promise<string[]> {
  const lines = [...printed.matchAll(/^ +specproof (review .+)$/gmu)].map((match) => match[1] ?? '');
  for (const line of lines) {
    const { code, stdout } = await run(...line.replace(" '…'", ' because').split(' '));
    expect(stdout).toMatch(/^settled: tea\//u);
    expect(code).toBe(0);
  }
  return lines;
}

test('a new spec: pin its first version, then lock', async () => {
  expect(await workspace.pin('v1.0.0')).toEqual({ code: 0, stderr: '', stdout: 'tea-spec v1.0.0 is pinned: 2 documents, 0 schema files, the first version\n' });
  expect((await run('lock', '--check')).code).toBe(1);
  expect(existsSync(workspace.file('registry.json'))).toBe(false);
  const { code, stdout } = await run('lock');
  expect(stdout).toBe(
    'tea-spec\n  v1.0.0 is new: 6 requirements; the first version\n  1 version, 6 requirement ids; written: decisions.json, registry.json, properties.json\n',
  );
  expect(code).toBe(0);
  expect(Object.keys(revisions('v1.0.0'))).toEqual([
    'tea/brewing/brewing/1',
    'tea/brewing/brewing/2',
    'tea/brewing/serving/1',
    'tea/brewing/steeping/1',
    'tea/brewing/steeping/2',
    'tea/brewing/steeping/3',
  ]);
});

test('a registry that fits its text is left alone', async () => {
  const before = read('registry.json');
  const { code, stdout } = await run('lock', '--check');
  expect(stdout).toContain('nothing to change');
  expect(code).toBe(0);
  await run('lock');
  expect(read('registry.json')).toBe(before);
});

test('pinning the next version names documents that need settings', async () => {
  const { code, stdout, stderr } = await workspace.pin('v1.1.0');
  expect(stdout).toContain('tea-spec v1.1.0 is pinned: 3 documents, 0 schema files, after v1.0.0');
  expect(stderr).toContain('1 document is not listed in specs/tea-spec/spec.json yet.');
  expect(stderr).toContain('{ "path": "pots.md", "kind": "normative" }');
  expect(code).toBe(0);
  workspace.listDocument({ path: 'pots.md', kind: 'normative', author: 'brewer' });
});

test('lock --check shows what changed, and writes nothing', async () => {
  const before = read('registry.json');
  const { code, stdout } = await run('lock', '--check');
  expect(code).toBe(1);
  expect(stdout).toContain('v1.1.0 is new: 8 requirements, after v1.0.0; 5 changes: 1 level changed, 1 condition changed, 1 reworded, 2 added.');
  expect(stdout).toContain('The brewer [-SHOULD-] {+MUST+} take fresh water.');
  expect(stdout).toContain('would change: run specproof lock');
  expect(read('registry.json')).toBe(before);
});

test('lock gives ids and revisions, and says what to review', async () => {
  const { code, stdout } = await run('lock');
  expect(code).toBe(0);
  expect(stdout).toContain('3 changes are not settled.');
  const checked = await run('lock', '--check');
  expect(checked.stdout).toContain('nothing to change');
  expect(checked.code).toBe(1);
  expect(revisions('v1.1.0')).toMatchObject({
    // Rewrapping is no change.
    'tea/brewing/brewing/1': 1,
    'tea/brewing/brewing/2': 2,
    'tea/brewing/steeping/1': 2,
    'tea/brewing/steeping/2': 2,
    'tea/brewing/serving/2': 1,
    'tea/pots/pots/1': 1,
  });
});

test('review shows both texts, and settles', async () => {
  const shown = await run('review', 'tea/brewing/steeping/1');
  expect(shown.stdout).toContain('The leaves MUST stay in the pot for [-three-] {+3+} minutes.');
  expect(shown.stdout).toContain('specproof review tea/brewing/steeping/1 --editorial');
  const settled = await run('review', 'tea/brewing/steeping/1', '--editorial', '--reason', 'a number written in figures');
  expect(settled.stdout).toContain('settled: tea/brewing/steeping/1 in v1.1.0, editorial, same meaning');
  expect(revisions('v1.1.0')['tea/brewing/steeping/1']).toBe(1);
  expect(read('decisions.json')).toContain('a number written in figures');
});

test('a decision can be made anew by naming the version', async () => {
  const changed = await run('review', 'tea/brewing/steeping/1', '--accept', '--reason', 'on second thoughts', '--version', 'v1.1.0');
  expect(changed.stdout).toContain('settled: tea/brewing/steeping/1+2 in v1.1.0');
  expect(revisions('v1.1.0')['tea/brewing/steeping/1']).toBe(2);
  await run('review', '--version', 'v1.1.0', 'tea/brewing/steeping/1', '--editorial', '--reason', 'a number written in figures');
  expect(revisions('v1.1.0')['tea/brewing/steeping/1']).toBe(1);
});

test('everything else is settled by typing what lock prints', async () => {
  const { stdout } = await run('lock');
  expect(await typeReviews(stdout)).toEqual([
    "review tea/brewing/brewing/2 --accept --reason '…'",
    "review tea/brewing/steeping/2 --accept --reason '…'",
  ]);
  const checked = await run('lock', '--check');
  expect(checked.stdout).not.toContain('not settled');
  expect(checked.code).toBe(0);
});

test('generate tells which check was written for the old meaning, and writes stubs for the rest', async () => {
  workspace.link();
  const check = (refs: string) =>
    workspace.write('suite/water.test.ts', `import { requirement } from '@specproof/vitest';\nimport { past, req } from '../refs.ts';\n\nrequirement([${refs}], 'fresh water', ({ target, expect }) => expect([target, past]).toBeDefined());\n`);
  check("req['tea/brewing/brewing/2']");
  const { code, stdout } = await run('generate', 'tea-spec');
  expect(stdout).toContain(
    "  suite/water.test.ts:4: req['tea/brewing/brewing/2'] is in force in v1.0.0 only. Write past['tea/brewing/brewing/2'] to check what it said then, req['tea/brewing/brewing/2+2'] for what it says now, or both\n",
  );
  expect(code).toBe(1);
  check("past['tea/brewing/brewing/2'], req['tea/brewing/brewing/2+2']");
  expect((await run('generate', 'tea-spec')).code).toBe(0);
  expect(workspace.names()).toContain('suite/todo/pots.todo.test.ts');
  expect(read('suite/todo/brewing.todo.test.ts')).not.toContain('brewing/brewing/2');
  expect((await run('generate', '--check')).code).toBe(0);
  rmSync(workspace.file('suite'), { recursive: true });
});

test('a third version: what moved keeps its id, what returns takes its old revision', async () => {
  await workspace.pin('v2.0.0');
  const { stdout } = await run('lock');
  expect(stdout).toContain('moved');
  await typeReviews(stdout);
  const now = revisions('v2.0.0');
  expect(now['tea/brewing/brewing/2']).toBe(1);
  expect(now['tea/brewing/steeping/1']).toBe(1);
  expect(now['tea/brewing/serving/1']).toBe(2);
  expect((await run('lock', '--check')).code).toBe(0);
});

test('diff compares any two versions', async () => {
  const { code, stdout } = await run('diff', 'tea-spec', 'v1.0.0', 'v2.0.0', '--json');
  expect(code).toBe(0);
  const { summary, changes } = JSON.parse(stdout) as { summary: object; changes: { id: string; class: string; to?: { url: string } }[] };
  expect(summary).toMatchObject({ total: 5, classes: { condition: 1, reworded: 1, editorial: 1, added: 2 }, unsettled: 0 });
  const serving = changes.find(({ id }) => id === 'tea/brewing/serving/1');
  expect(serving?.to?.url).toBe(`https://127.0.0.1:9/tea/tea-spec/blob/${'200'.padStart(40, '0')}/brewing.md?plain=1#L15`);
});

test('diff compares the two sides of a pull request', async () => {
  const [from, to] = [path.join(fixture, 'v1.1.0'), path.join(fixture, 'v2.0.0')];
  const { code, stdout } = await run('diff', 'tea-spec', from, to, '--markdown');
  expect(code).toBe(0);
  expect(stdout).toContain('| `tea/brewing/brewing/2');
  expect(stdout).toContain('The guest MUST be asked about **milk and sugar.** |');
});

test('explain tells the history', async () => {
  const { code, stdout } = await run('explain', 'tea/brewing/brewing/2+2');
  expect(code).toBe(0);
  expect(stdout).toContain('tea/brewing/brewing/2+2  MUST  tea-spec v1.1.0, superseded by tea/brewing/brewing/2 in v2.0.0');
  expect(stdout).toContain('  v1.1.0  revision 2  MUST  brewing.md:6  level, stricter');
});

test('texts, decisions and overrides give the registry again', async () => {
  const [before, decisions] = [read('registry.json'), read('decisions.json')];
  rmSync(workspace.file('registry.json'));
  expect((await run('lock')).code).toBe(0);
  expect(read('registry.json')).toBe(before);
  expect(read('decisions.json')).toBe(decisions);
});

test('without any text, what is registered still serves', async () => {
  rmSync(path.join(workspace.root, '.specproof'), { recursive: true });
  const before = read('registry.json');
  const locked = await run('lock', '--check');
  expect(locked.stdout).toContain('No text of v1.0.0, v1.1.0, v2.0.0: kept as registered, not checked.');
  expect(locked.code).toBe(0);
  const compared = await run('diff', 'tea-spec', 'v1.0.0', 'v2.0.0');
  expect(compared.stdout).toContain('The text of v1.0.0 could not be had: shown by level and place only.');
  expect(compared.stdout).toContain('(guest MUST, brewing.md § serving)');
  expect(compared.code).toBe(0);
  expect((await run('explain', 'tea/brewing/brewing/2')).stdout).toContain('(brewer SHOULD, brewing.md § brewing)');
  expect((await run('summary')).stdout).toContain('No text could be had: this is the committed registry alone');
  expect(read('registry.json')).toBe(before);
});

test('sync gets the texts back, verified', async () => {
  const { code, stdout } = await run('sync', 'tea-spec', '--from', fixture);
  expect(code).toBe(0);
  expect(stdout.trim().split('\n')).toHaveLength(3);
  expect(stdout).toContain(`tea-spec v1.1.0  verified, from folder ${fixture}  .specproof/specs/tea-spec/v1.1.0\n`);
  expect((await run('sync')).stdout).toContain('tea-spec v2.0.0  here and verified');
});
