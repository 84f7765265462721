import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The command of this checkout, as anybody runs it. */
export const bin = path.resolve(import.meta.dirname, '../bin/specproof.mjs');

/** A spec of our own, in three versions. */
export const fixture = path.join(import.meta.dirname, 'fixtures/tea-spec');

export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the command in a process of its own. */
export function specproof(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
  // No source but those that a test names: nothing is fetched from anywhere.
  const child = spawn(process.execPath, [bin, ...args], { cwd, env: { ...process.env, SPECPROOF_SPECS: '', NO_COLOR: '', FORCE_COLOR: undefined, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (data) => (said.stdout += data));
  child.stderr.on('data', (data) => (said.stderr += data));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...said }));
  });
}

/** A workspace in a temporary folder. */
export class Workspace {
  readonly root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'specproof-workspace-')));

  constructor() {
    mkdirSync(path.join(this.root, 'specs/tea-spec'), { recursive: true });
    cpSync(path.join(fixture, 'spec.json'), this.file('spec.json'));
  }

  run = (...args: string[]): Promise<Run> => specproof(this.root, args);

  /** Pins a version of the fixture, or of another folder. */
  pin = (version: string, folder = path.join(fixture, version)): Promise<Run> =>
    this.run('sync', '--pin', version, '--tag', version, '--commit', version.replaceAll(/\D/gu, '').padStart(40, '0'), '--from', folder, 'tea-spec');

  file = (name: string): string => path.join(this.root, 'specs/tea-spec', name);

  read = (name: string): string => readFileSync(this.file(name), 'utf8');

  /** Adds to the documents of spec.json, as a maintainer would. */
  listDocument(document: object): void {
    const spec = JSON.parse(this.read('spec.json')) as { documents: object[] };
    spec.documents.push(document);
    writeFileSync(this.file('spec.json'), `${JSON.stringify(spec, null, 2)}\n`);
  }

  remove = (): void => rmSync(this.root, { recursive: true, force: true });
}
