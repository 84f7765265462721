import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The command of this checkout, as anybody runs it. */
export const bin = path.resolve(import.meta.dirname, '../bin/specproof.mjs');

const checkout = path.resolve(import.meta.dirname, '../../..');
const fixtureOf = (spec: string): string => path.join(import.meta.dirname, 'fixtures', spec);

/** A spec of our own, in three versions. */
export const fixture = fixtureOf('tea-spec');

export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the command in a process of its own. */
export const specproof = (cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Run> => start(bin, cwd, args, env);

function start(script: string, cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
  // No source but those that a test names: nothing is fetched from anywhere.
  const child = spawn(process.execPath, [script, ...args], { cwd, env: { ...process.env, SPECPROOF_SPECS: '', NO_COLOR: '', FORCE_COLOR: undefined, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
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
  readonly #spec: string;
  readonly #fixture: string;

  constructor(spec = 'tea-spec') {
    this.#spec = spec;
    this.#fixture = fixtureOf(spec);
    mkdirSync(path.join(this.root, 'specs', spec), { recursive: true });
    cpSync(path.join(this.#fixture, 'spec.json'), this.file('spec.json'));
  }

  /** The packages of this checkout, and the settings that its own suites are compiled with. */
  link(): void {
    symlinkSync(path.join(checkout, 'node_modules'), path.join(this.root, 'node_modules'));
    writeFileSync(path.join(this.root, 'package.json'), '{ "type": "module" }\n');
    const settings = JSON.parse(readFileSync(path.join(checkout, 'specs/tsconfig.json'), 'utf8')) as object;
    writeFileSync(path.join(this.root, 'specs/tsconfig.json'), JSON.stringify({ ...settings, extends: path.join(checkout, 'tsconfig.base.json') }));
  }

  run = (...args: string[]): Promise<Run> => specproof(this.root, args);

  /** Pins a version of the fixture, or of another folder. */
  pin = (version: string, folder = path.join(this.#fixture, version)): Promise<Run> =>
    this.run('sync', '--pin', version, '--tag', version, '--commit', version.replaceAll(/\D/gu, '').padStart(40, '0'), '--from', folder, this.#spec);

  file = (name: string): string => path.join(this.root, 'specs', this.#spec, name);

  read = (name: string): string => readFileSync(this.file(name), 'utf8');

  write(name: string, content: string): void {
    mkdirSync(path.dirname(this.file(name)), { recursive: true });
    writeFileSync(this.file(name), content);
  }

  /** The names of all files of the spec's folder, in order. */
  names = (): string[] =>
    readdirSync(this.file('.'), { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(this.file(name)).isFile())
      .sort();

  /** The content and the time of change of every file of the spec's folder. */
  state = (): Record<string, [content: string, changed: number]> => Object.fromEntries(this.names().map((name) => [name, [this.read(name), statSync(this.file(name)).mtimeMs]]));

  /** What TypeScript's own command says of all suites of the workspace, line by line. */
  async compile(): Promise<string[]> {
    const { stdout } = await start(path.join(checkout, 'node_modules/typescript/bin/tsc'), this.root, ['--project', 'specs', '--pretty', 'false']);
    return stdout.split('\n').filter(Boolean);
  }

  /** Adds to the documents of spec.json, as a maintainer would. */
  listDocument(document: object): void {
    const spec = JSON.parse(this.read('spec.json')) as { documents: object[] };
    spec.documents.push(document);
    writeFileSync(this.file('spec.json'), `${JSON.stringify(spec, null, 2)}\n`);
  }

  remove = (): void => rmSync(this.root, { recursive: true, force: true });
}
