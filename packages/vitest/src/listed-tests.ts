import type { SerializedError } from 'vitest';
import type { TestCase, TestModule, TestSuite } from 'vitest/node';

/** Titles of a test, outermost first. */
export function titlePath(test: TestCase | TestSuite): string[] {
  const titles: string[] = [];
  for (let at: TestCase | TestSuite | TestModule = test; at.type !== 'module'; at = at.parent) titles.unshift(oneLine(at.name));
  return titles;
}

/** What names a check everywhere: its file and titles, relative to the suite. */
export const checkId = (file: string, titles: readonly string[]): string => [file, ...titles].join(' > ');

/** The error of a hook that kept `test` from running: nothing beside it ran either. */
export function failedHook(test: TestCase): SerializedError | undefined {
  for (let at: TestSuite | TestModule = test.parent; ; at = at.parent) {
    const [error] = at.errors();
    if (error !== undefined && [...at.children.allTests()].every((other) => other.diagnostic() === undefined)) return error;
    if (at.type === 'module') return undefined;
  }
}

/** A title without line feeds, as evidence names it. */
export const oneLine = (title: string): string => title.replaceAll(/\s+/gu, ' ').trim();
