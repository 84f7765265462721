import { existsSync } from 'node:fs';
import path from 'node:path';
import { compareIds } from '@specproof/model';
import type { Vitest } from 'vitest/node';
import type { RunError } from '@specproof/model';
import { describeError } from './describe-error.ts';
import { checkId, titlePath } from './listed-tests.ts';
import type { CheckMeta } from './meta.ts';
import { withSuite } from './open-suite.ts';
import type { SuiteFiles } from './open-suite.ts';

/** A check as its suite declares it. */
export interface CollectedCheck {
  check: string;
  /** Relative to the suite. */
  file: string;
  line: number | undefined;
  /** Outermost first, the check's own last. */
  titles: string[];
  meta: CheckMeta;
  mode: 'run' | 'skip' | 'todo';
}

/** All checks of a suite, and what kept files of it from being read. */
export interface CollectedSuite {
  checks: CollectedCheck[];
  problems: RunError[];
  /** Every module that was loaded from a file, the suite's own and others: absolute paths, in order. */
  files: string[];
}

/** What a suite declares; files are imported, but no check is run. */
export async function collectSuite(root: string, { include }: Omit<SuiteFiles, 'root'> = {}): Promise<CollectedSuite> {
  const config = { reporters: [], pool: 'threads' as const, isolate: false };
  return withSuite({ root, ...(include && { include }) }, config, async (vitest) => {
    const { testModules, unhandledErrors } = await vitest.collect();
    const relative = (message: string) => message.replaceAll(`${vitest.config.root}/`, '');
    const checks = testModules.flatMap((module) =>
      [...module.children.allTests()].flatMap((test): CollectedCheck[] => {
        const meta = test.meta().specproof;
        if (meta === undefined) return [];
        const titles = titlePath(test);
        const { mode } = test.options;
        return [{ check: checkId(module.relativeModuleId, titles), file: module.relativeModuleId, line: test.location?.line, titles, meta, mode: mode === 'skip' || mode === 'todo' ? mode : 'run' }];
      }),
    );
    const problems = [
      ...testModules.flatMap((module) => module.errors().map((error) => ({ file: module.relativeModuleId.replaceAll(path.sep, '/'), message: relative(describeError(error)) }))),
      ...unhandledErrors.map((error) => ({ message: relative(describeError(error)) })),
    ];
    return { checks: checks.sort((a, b) => compareIds(a.check, b.check) || (a.line ?? 0) - (b.line ?? 0)), problems, files: loadedFiles(vitest) };
  });
}

function loadedFiles({ projects }: Vitest): string[] {
  const ids = projects.flatMap(({ vite }) => Object.values(vite.environments).flatMap(({ moduleGraph }) => [...moduleGraph.idToModuleMap.keys()]));
  return [...new Set(ids.map((id) => id.replace(/\?.*$/u, '')).filter((id) => path.isAbsolute(id) && existsSync(id)))].sort();
}
