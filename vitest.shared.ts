import path from 'node:path';
import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';
import type { ViteUserConfig } from 'vitest/config';

/** What every package's test run has in common; `root` is the package's folder, `name` its short name. */
export const projectConfig = (name: string, root: string): ViteUserConfig =>
  defineConfig({
    cacheDir: path.join(import.meta.dirname, 'node_modules/.vite/packages', name),
    ssr: { resolve: { conditions: ['@specproof/source', ...defaultServerConditions] } },
    test: {
      name,
      root,
      // tests judge no speed: a busy machine may take its time
      testTimeout: 60_000,
      hookTimeout: 60_000,
      include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
      reporters: ['default', 'json'],
      outputFile: { json: path.join(root, 'test-results.json') },
      onConsoleLog: (log) => {
        throw new Error(`A test or the code under test printed: ${log}`);
      },
    },
  });
