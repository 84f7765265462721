#!/usr/bin/env node
// Plain JavaScript, so that npm can link it before anything is built. A checkout runs its
// TypeScript sources; a published package has no tsconfig.lib.json and runs what tsc built.
import { existsSync } from 'node:fs';

const inCheckout = existsSync(new URL('../tsconfig.lib.json', import.meta.url));

try {
  const { main } = inCheckout
    ? await (await import('../checkout/sources.mjs')).importSource('packages/cli/src/main.ts')
    : await import('../dist/main.js');
  await main(process.argv.slice(2));
} catch (error) {
  // A checkout that cannot be run says what to do; anything else is a bug and shows where.
  const expected = error instanceof Error && 'code' in error && error.code === 'CHECKOUT';
  console.error(expected ? error.message : error);
  process.exitCode = expected ? 2 : 3;
}
