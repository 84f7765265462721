import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readVersion } from '../../src/sources/cache.ts';
import { loadSpec } from '../../src/sources/load-spec.ts';
import { sync } from '../../src/sources/sync.ts';
import { syncSources } from '../../src/sources/sync-sources.ts';
import { tempFolder } from '../sources/temp.ts';
import { repeatedRuns } from './repeated-runs.ts';
import list from './harmless.json' with { type: 'json' };

const root = path.join(import.meta.dirname, '../../../..');
const longest = 13;

/** Runs that have to stand in a file; each begins with these words. */
const harmless: readonly { file: string; begins: string; reason: string }[] = list;

/** The texts that are at hand without a network: synced ones, and those in folders that are configured. */
async function textsAtHand(): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const cacheDir = path.join(root, '.specproof/specs');
  const scratch = tempFolder();
  for (const id of readdirSync(path.join(root, 'specs'))) {
    const spec = await loadSpec(path.join(root, 'specs', id, 'spec.json'));
    const sources = syncSources(spec, { cwd: root, workspaceRoot: root, env: process.env }).filter(({ kind }) => kind === 'folder');
    for (const { version } of spec.versions) {
      const synced = (): ReturnType<typeof readVersion> => readVersion(cacheDir, spec, version);
      const inFolder = async (): Promise<ReturnType<typeof readVersion>> => {
        await sync({ spec, version, cacheDir: scratch, sources });
        return readVersion(scratch, spec, version);
      };
      const text = await Promise.resolve().then(synced).catch(() => undefined) ?? (await inFolder().catch(() => undefined));
      for (const { sha256, content } of text?.documents ?? []) texts.set(sha256, Buffer.from(content).toString());
    }
  }
  return texts;
}

function trackedFiles(): [string, string][] {
  const names = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 100_000_000 }).split('\0').filter(Boolean);
  return names
    .filter((name) => existsSync(path.join(root, name)))
    .map((name): [string, string] => [name, readFileSync(path.join(root, name), 'latin1')])
    .filter(([, content]) => !content.includes('\0'));
}

test('no tracked file repeats a sentence of a spec', async ({ skip }) => {
  if (!existsSync(path.join(root, '.git'))) skip('This is no git checkout: which files are tracked is not known.');
  const texts = await textsAtHand();
  if (texts.size === 0) skip('No text of a spec is at hand: run `npm start` or `specproof sync` first.');

  const runs = repeatedRuns(texts.values(), trackedFiles(), longest + 1);
  const isHarmless = ({ file, begins }: (typeof harmless)[number]) => (run: (typeof runs)[number]): boolean => run.file === file && run.words.join(' ').startsWith(begins);
  const harmful = runs.filter((run) => !harmless.some((entry) => isHarmless(entry)(run)));
  expect(harmful.map(({ file, line, words }) => `${file}:${line}: ${words.slice(0, longest).join(' ')} …: say it in other words, or read it from the synced text`)).toEqual([]);
  expect(harmless.filter((entry) => !runs.some(isHarmless(entry))), 'entries of harmless.json that nothing needs').toEqual([]);
}, 30_000);

test('what is called harmless is little, and explained', () => {
  expect(harmless.length).toBeLessThanOrEqual(10);
  for (const { begins, reason } of harmless) {
    expect(begins.split(' ').length).toBeLessThan(longest);
    expect(reason).toMatch(/\w \w/u);
  }
});
