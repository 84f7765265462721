import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { repeatedRuns } from './repeated-runs.ts';
import { root, specsAtHand } from './texts.ts';
import list from './harmless.json' with { type: 'json' };

const longest = 13;

/** Runs that have to stand in a file; each begins with these words. */
const harmless: readonly { file: string; begins: string; reason: string }[] = list;

function trackedFiles(): [string, string][] {
  const names = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 100_000_000 }).split('\0').filter(Boolean);
  return names
    .filter((name) => existsSync(path.join(root, name)))
    .map((name): [string, string] => [name, readFileSync(path.join(root, name), 'latin1')])
    .filter(([, content]) => !content.includes('\0'));
}

test('no tracked file repeats a sentence of a spec', async ({ skip }) => {
  if (!existsSync(path.join(root, '.git'))) skip('This is no git checkout: which files are tracked is not known.');
  const texts = new Set((await specsAtHand()).flatMap(({ texts: versions }) => [...versions.values()].flat().map(({ content }) => Buffer.from(content).toString())));
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
