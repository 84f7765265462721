import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { TestUserConfig, ViteUserConfig } from 'vitest/config';
import type { Vitest } from 'vitest/node';

/** Which files of a folder are a suite. */
export interface SuiteFiles {
  root: string;
  /** Globs of its files; `**\/*.test.ts` where absent. */
  include?: readonly string[];
}

/**
 * Opens a suite in Vitest, whatever configuration its folder has, and closes it after `use`.
 * The process is left as it was: Vitest sets an exit code, and prints.
 */
export async function withSuite<T>({ root, include = ['**/*.test.ts'] }: SuiteFiles, test: TestUserConfig, use: (vitest: Vitest) => Promise<T>): Promise<T> {
  const { createVitest } = await import('vitest/node');
  const { exitCode } = process;
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const conditions = [...(inCheckout ? ['@specproof/source'] : []), ...serverConditions];
  const vite: ViteUserConfig = {
    resolve: { alias: ownModules(), conditions },
    ssr: { resolve: { conditions } },
    logLevel: 'silent',
  };
  const vitest = await createVitest(
    'test',
    { config: false, root, watch: false, include: [...include], includeTaskLocation: true, passWithNoTests: true, allowOnly: false, update: 'none', api: false, ...test },
    vite,
    { stdout: silent as NodeJS.WriteStream, stderr: silent as NodeJS.WriteStream },
  );
  try {
    return await use(vitest);
  } finally {
    await vitest.close();
    process.exitCode = exitCode;
  }
}

// Vite's own, which are replaced where any are given.
const serverConditions = ['module', 'node', 'development|production'];

// From its sources this package, and what it imports, is transpiled by Vitest; installed, Node loads it.
const inCheckout = import.meta.url.endsWith('.ts');

/** A suite need not be installed beside us: it gets the very package that runs it. */
function ownModules(): { find: RegExp; replacement: string }[] {
  const extension = inCheckout ? 'ts' : 'js';
  return ['index', 'meta'].map((name) => ({
    find: new RegExp(`^@specproof/vitest${name === 'index' ? '' : `/${name}`}$`, 'u'),
    replacement: fileURLToPath(new URL(`./${name}.${extension}`, import.meta.url)),
  }));
}
