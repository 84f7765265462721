import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readVersion } from '../../src/sources/cache.ts';
import { sync } from '../../src/sources/sync.ts';
import { syncSources } from '../../src/sources/sync-sources.ts';
import { manyFiles, teaSpec } from './tea-spec.ts';
import { cleanEnv, tempFolder, write } from './temp.ts';

const spec = teaSpec({ files: manyFiles });
const bundle = mkdtempSync(path.join(os.tmpdir(), 'specproof-test-'));
afterAll(() => rmSync(bundle, { recursive: true }));

beforeAll(async () => {
  const input = path.join(import.meta.dirname, 'sync-child.ts');
  const build = await rolldown({ input, platform: 'node', resolve: { conditionNames: ['@specproof/source', 'node', 'import'] }, logLevel: 'silent' });
  await build.write({ dir: bundle, format: 'esm', entryFileNames: 'child.mjs', chunkFileNames: '[name].mjs' });
  await build.close();
});

async function start(folder: string, caches: string, rounds: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [path.join(bundle, 'child.mjs'), folder, caches, String(rounds)], { stdio: ['ignore', 'pipe', 'inherit'], env: cleanEnv() });
  await once(child.stdout!, 'data');
  return child;
}

const leftBehind = (cacheDir: string): string[] => (existsSync(path.join(cacheDir, '.tmp')) ? readdirSync(path.join(cacheDir, '.tmp')) : []);

test('a killed sync leaves the whole text or none, and the next one goes through and tidies up', async () => {
  const folder = write(tempFolder(), manyFiles('v1.1.0'));
  const sources = syncSources(spec, { cwd: '/', workspaceRoot: folder, from: folder, env: cleanEnv(), places: [] }).slice(0, 1);
  let cutShort = 0;
  for (const delay of [0, 3, 7, 12, 18, 25, 33, 42, 52, 63]) {
    const caches = tempFolder();
    const child = await start(folder, caches, 1000);
    await setTimeout(delay);
    child.kill('SIGKILL');
    await once(child, 'close');
    for (const name of readdirSync(caches)) {
      const cacheDir = path.join(caches, name);
      expect([undefined, 150]).toContain(readVersion(cacheDir, spec, 'v1.1.0')?.documents.length);
      cutShort += leftBehind(cacheDir).length;
      for (const left of leftBehind(cacheDir)) utimesSync(path.join(cacheDir, '.tmp', left), 1, 1);
      rmSync(path.join(cacheDir, spec.id), { recursive: true, force: true });
      await sync({ spec, version: 'v1.1.0', cacheDir, sources });
      expect(leftBehind(cacheDir)).toEqual([]);
    }
  }
  expect(cutShort).toBeGreaterThan(0);
}, 30_000);

test('several processes may sync the same version at the same time', async () => {
  const folder = write(tempFolder(), manyFiles('v1.1.0'));
  const caches = tempFolder();
  const children = await Promise.all(Array.from({ length: 4 }, () => start(folder, caches, 12)));
  const codes = await Promise.all(children.map(async (child) => (child.exitCode === null ? (await once(child, 'close'))[0] : child.exitCode)));
  expect(codes).toEqual([0, 0, 0, 0]);
  for (const name of readdirSync(caches)) {
    expect(readVersion(path.join(caches, name), spec, 'v1.1.0')?.documents).toHaveLength(150);
    expect(leftBehind(path.join(caches, name))).toEqual([]);
  }
}, 30_000);
