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
import { watchProgress } from './watch-progress.ts';

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

/** What is collected, and how long that may take. */
export interface CollectOptions extends Omit<SuiteFiles, 'root'> {
  /** In milliseconds, for as long as no further file is loaded; 60 000 where absent. */
  timeout?: number;
}

/** What a suite declares; files are imported, but no check is run. */
export async function collectSuite(root: string, { include, timeout = 60_000 }: CollectOptions = {}): Promise<CollectedSuite> {
  const config = { reporters: [], pool: 'threads' as const, isolate: false };
  return withSuite({ root, ...(include && { include }) }, config, async (vitest) => {
    const stop = watchProgress(() => loadedModules(vitest).length + vitest.state.getFiles().length, timeout, () => void endWorkers(vitest));
    let isStuck = false;
    const { testModules, unhandledErrors } = await vitest.collect().finally(() => (isStuck = stop()));
    const files = loadedFiles(vitest);
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
      ...(isStuck ? testModules.filter((module) => module.children.size === 0 && module.errors().length === 0).map(({ moduleId, relativeModuleId: file }) => ({ file, message: files.includes(moduleId) ? tooLong(timeout) : notReached })) : []),
      ...unhandledErrors.map((error) => ({ message: relative(describeError(error)) })),
    ];
    return { checks: checks.sort((a, b) => compareIds(a.check, b.check) || (a.line ?? 0) - (b.line ?? 0)), problems, files };
  });
}

const tooLong = (timeout: number): string => `it was not loaded within ${timeout / 1000} s: something outside its checks waits or loops without an end. Move it into a check or a hook`;
const notReached = 'it was not loaded, since another file of the suite never ended';

/** The first time Vitest asks its workers to end, the second time it ends them. */
const endWorkers = (vitest: Vitest): Promise<unknown> => Promise.allSettled([vitest.cancelCurrentRun('keyboard-input'), vitest.cancelCurrentRun('keyboard-input')]);

const loadedModules = ({ projects }: Vitest): string[] => projects.flatMap(({ vite }) => Object.values(vite.environments).flatMap(({ moduleGraph }) => [...moduleGraph.idToModuleMap.keys()]));

const loadedFiles = (vitest: Vitest): string[] =>
  [...new Set(loadedModules(vitest).map((id) => id.replace(/\?.*$/u, '')).filter((id) => path.isAbsolute(id) && existsSync(id)))].sort();
