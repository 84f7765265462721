import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from '../build.ts';

/** Results kept; the longest unused go first. */
const kept = 80;

const digest = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

/** Keeps results that depend on nothing but their key, under the workspace's ignored folder. */
export class ResultCache {
  readonly #folder: string;

  /** `kind` names what is kept. */
  constructor(root: string, kind: string) {
    this.#folder = path.join(root, '.specproof', 'cache', kind);
  }

  /** A key over everything that a result depends on, our own code included. */
  static key(...parts: readonly unknown[]): string {
    return createHash('sha256').update(JSON.stringify([build(), ...parts])).digest('hex').slice(0, 32);
  }

  get(key: string): Buffer | undefined {
    const file = this.#file(key);
    try {
      const bytes = readFileSync(file);
      const end = bytes.indexOf('\n');
      const text = bytes.subarray(end + 1);
      // A damaged file is one that is not there.
      if (end < 0 || bytes.subarray(0, end).toString() !== digest(text)) return undefined;
      // Used just now: the oldest ones are removed.
      utimesSync(file, new Date(), new Date());
      return text;
    } catch {
      return undefined;
    }
  }

  /** Where nothing can be kept, nothing is. */
  put(key: string, text: string): void {
    try {
      mkdirSync(this.#folder, { recursive: true });
      const temporary = path.join(this.#folder, `.${key}-${process.pid}`);
      writeFileSync(temporary, `${digest(text)}\n${text}`);
      renameSync(temporary, this.#file(key));
      this.#removeOld();
    } catch {
      return;
    }
  }

  #file(key: string): string {
    return path.join(this.#folder, key);
  }

  #removeOld(): void {
    const names = readdirSync(this.#folder);
    if (names.length <= kept) return;
    const age = (name: string): number => statSync(path.join(this.#folder, name)).mtimeMs;
    const oldest = names.map((name) => ({ name, at: age(name) })).sort((a, b) => a.at - b.at);
    for (const { name } of oldest.slice(0, names.length - kept)) rmSync(path.join(this.#folder, name), { force: true });
  }
}
