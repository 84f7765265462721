import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, test } from 'vitest';
import { collectSuite } from '../src/run.ts';
import { fixture, include } from './run-fixture.ts';

test('what each check says of itself, with its place; nothing is run', async () => {
  const { exitCode } = process;
  const { checks, problems } = await collectSuite(fixture('left-out'), { include });
  expect(problems).toEqual([]);
  expect(checks.map(({ check, line, mode, meta }) => `${check}:${line} ${mode} ${JSON.stringify(meta)}`)).toMatchInlineSnapshot(`
    [
      "left-out.check.ts > a skipped check:10 skip {"refs":["tea/pot/water/1"],"skip":true}",
      "left-out.check.ts > a stub:7 todo {"refs":["tea/pot/water/1"],"stub":true}",
      "left-out.check.ts > about an old text:17 run {"refs":["tea/pot/steam/1"]}",
      "left-out.check.ts > in a group that is skipped > a check:12 skip {"refs":["tea/pot/water/1"]}",
      "left-out.check.ts > in a group to do > a check:15 todo {"refs":["tea/pot/water/1"]}",
      "left-out.check.ts > skips itself:18 run {"refs":["tea/pot/water/1"]}",
      "runs.check.ts > a check that runs:5 run {"refs":["tea/pot/water/1"]}",
      "runs.check.ts > skips itself after a failure:6 run {"refs":["tea/pot/water/2"]}",
    ]
  `);
  expect(process.exitCode).toBe(exitCode);
});

test('all that can be said of a check', async () => {
  const { checks } = await collectSuite(fixture('verdicts'), { include });
  expect(checks.filter(({ file }) => file === 'declared.check.ts').map(({ titles, line, meta }) => ({ titles, line, ...meta }))).toMatchSnapshot();
  expect(checks.find(({ check }) => check.endsWith('> declines'))?.meta.permits).toEqual(['tea/pot/lid/1']);
  expect(checks.find(({ check }) => check.endsWith('> at all'))?.meta.needs).toEqual({ cgroup: 'v1', arch: ['arm64', 'riscv64'], kernel: '6.2', capabilities: ['CAP_BPF', 'CAP_CHOWN'], lsm: ['selinux'], features: ['idmap'] });
  expect(existsSync(path.join(fixture('verdicts'), '__snapshots__'))).toBe(false);
});

describe('what cannot be read is a problem of its file', () => {
  test.each(['unreadable', 'misused'])('%s', async (name) => {
    const { checks, problems } = await collectSuite(fixture(name), { include });
    expect({ checks: checks.map(({ check }) => check), problems }).toMatchSnapshot();
  });
});

test.each(['waits', 'loops'])('a file that never ends is named, and the others are read or named, too: %s', async (name) => {
  const { checks, problems } = await collectSuite(fixture('endless'), { include: [`${name}.check.ts`, 'loads.check.ts'], timeout: 2000 });
  expect(problems[0]).toEqual({ file: `${name}.check.ts`, message: 'it was not loaded within 2 s: something outside its checks waits or loops without an end. Move it into a check or a hook' });
  const loaded = checks.map(({ file }) => file);
  const others = problems.slice(1).map(({ file }) => file);
  expect([...loaded, ...others]).toEqual(['loads.check.ts']);
});

test('a folder without a suite', async () => {
  expect(await collectSuite(fixture('verdicts'))).toEqual({ checks: [], problems: [], files: [] });
});

test('tells of every module the suite is made of', async () => {
  const { files } = await collectSuite(fixture('verdicts'), { include });
  expect(files).toEqual(expect.arrayContaining([path.join(fixture('verdicts'), 'basics.check.ts'), path.join(fixture('verdicts'), '../refs.ts')]));
  expect(files).toEqual([...files].sort());
});
