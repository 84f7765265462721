import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { besides, teaFiles } from './tea-spec.ts';

/** A folder that is gone when the test ends. */
export function tempFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'specproof-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files below `folder`, and returns it. */
export function write(folder: string, files: Record<string, string>): string {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  return folder;
}

/** Without what this machine's owner has configured. */
export const cleanEnv = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Tea', GIT_AUTHOR_EMAIL: 'tea@example.org', GIT_COMMITTER_NAME: 'Tea', GIT_COMMITTER_EMAIL: 'tea@example.org',
  ...more,
});

export const run = (command: string, args: readonly string[], cwd: string): string => execFileSync(command, args, { cwd, env: cleanEnv(), encoding: 'utf8', stdio: 'pipe' }).trim();

/** A repository with a tag per version, one annotated, and the commits they point to. */
export function teaRepository(): { folder: string; commits: { 'v1.0.0': string; 'v1.1.0': string } } {
  const folder = tempFolder();
  run('git', ['init', '--quiet', '--initial-branch=main'], folder);
  const commit = (version: string, tag: readonly string[]): string => {
    write(folder, { ...teaFiles(version), ...besides });
    run('git', ['add', '--all'], folder);
    run('git', ['commit', '--quiet', '--message', version], folder);
    run('git', ['tag', ...tag], folder);
    return run('git', ['rev-parse', 'HEAD'], folder);
  };
  const first = commit('v1.0.0', ['v1.0.0']);
  const second = commit('v1.1.0', ['--annotate', '--message', 'Tea 1.1', 'v1.1.0']);
  write(folder, { 'brewing.md': 'Later.\n' });
  run('git', ['commit', '--quiet', '--all', '--message', 'later'], folder);
  return { folder, commits: { 'v1.0.0': first, 'v1.1.0': second } };
}
