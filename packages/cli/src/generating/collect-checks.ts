import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { CollectedCheck } from '@specproof/codegen';
import type { Registry } from '@specproof/model';
import { readIfThere } from '../files/registered-file-names.ts';
import { deadRefs } from './dead-refs.ts';

/** The checks of a suite, and what keeps its files from being read. */
export interface CollectedChecks {
  checks: readonly CollectedCheck[];
  problems: readonly string[];
  /** Modules that the suite is made of, wherever they stand: absolute paths. */
  files: readonly string[];
}

/** What people wrote in a spec's suite, as Vitest collects it: nothing is run. `timeout`: how long a file may take, in milliseconds. */
export async function collectChecks(folder: string, registry: Registry, timeout?: number): Promise<CollectedChecks> {
  if (!hasChecks(path.join(folder, 'suite'))) return { checks: [], problems: [], files: [] };
  const { collectSuite } = await import('@specproof/vitest/run');
  const { checks, problems, files } = await collectSuite(path.join(folder, 'suite'), { include: ['**/!(*.todo).test.ts'], ...(timeout !== undefined && { timeout }) });
  return {
    files,
    checks: checks.map((check) => ({ ...check, file: `suite/${check.file}` })),
    problems: problems.flatMap(({ file, message }) => {
      if (file === undefined) return [`suite: ${message}`];
      const name = `suite/${file}`;
      const dead = deadRefs(name, readIfThere(path.join(folder, name)) ?? '', registry);
      // The same, with line and remedy.
      return dead.length > 0 && saysDead.test(message) ? dead : [`${name}: ${message}`, ...dead];
    }),
  };
}

/** How `requirement` refuses a ref that is none. */
const saysDead = /does not exist; it may be dead or misspelt, which tsc tells$/u;

/** Whether anybody wrote a check; Vitest takes time to load. */
function hasChecks(suite: string): boolean {
  if (!existsSync(suite)) return false;
  return readdirSync(suite, { recursive: true, encoding: 'utf8' }).some((file) => file.endsWith('.test.ts') && !file.endsWith('.todo.test.ts'));
}
