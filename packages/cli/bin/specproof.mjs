#!/usr/bin/env node
// Plain JavaScript, so that npm can link it before anything is built. A checkout runs its
// TypeScript sources; a published package has no tsconfig.lib.json and runs what tsc built.
import { existsSync } from 'node:fs';

const inCheckout = existsSync(new URL('../tsconfig.lib.json', import.meta.url));

try {
  const { module, key } = inCheckout
    ? await (await import('../checkout/sources.mjs')).openSource('packages/cli/src/main.ts')
    : { module: await import('../dist/main.js'), key: undefined };
  await module.main(process.argv.slice(2), key);
} catch (error) {
  // A checkout that cannot be run says what to do; anything else is a bug and shows where.
  const expected = error instanceof Error && 'code' in error && error.code === 'CHECKOUT';
  console.error(expected ? error.message : error);
  process.exitCode = expected ? 2 : 3;
}
