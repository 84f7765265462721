import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';

// The real files of the command in a small checkout of its own, whose sources the tests may break.
const root = path.resolve(import.meta.dirname, '../../..');
const scratch = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'specproof-checkout-')));
const checkout = path.join(scratch, 'checkout');
const temporary = path.join(scratch, 'tmp');
const cache = path.join(checkout, 'node_modules/.cache/specproof');
const main = path.join(checkout, 'packages/cli/src/main.ts');

const run = (...args: string[]) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const command = [path.join(checkout, 'packages/cli/bin/specproof.mjs'), ...args];
    execFile(process.execPath, command, { env: { ...process.env, TMPDIR: temporary } }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
const bundles = (folder: string) => readdirSync(folder).filter((name) => name.startsWith('packages-cli-'));

beforeEach(() => {
  rmSync(checkout, { recursive: true, force: true });
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary);
  for (const part of ['bin', 'checkout', 'package.json', 'tsconfig.lib.json']) {
    cpSync(path.join(root, 'packages/cli', part), path.join(checkout, 'packages/cli', part), { recursive: true });
  }
  mkdirSync(path.dirname(main));
  mkdirSync(path.join(checkout, 'node_modules'));
  symlinkSync(path.join(root, 'node_modules/rolldown'), path.join(checkout, 'node_modules/rolldown'));
  writeFileSync(main, `export const main = async (args: string[]): Promise<void> => console.log('ran', ...args);\n`);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('runs the sources, and keeps the bundle until they change', async () => {
  expect(await run('a', 'b')).toEqual({ code: 0, stdout: 'ran a b\n', stderr: '' });
  await run('a');
  expect(bundles(cache)).toHaveLength(1);
  writeFileSync(main, `export const main = async () => console.log('ran anew');\n`);
  expect((await run()).stdout).toBe('ran anew\n');
});

test('several processes may find nothing bundled at once', async () => {
  const runs = await Promise.all([run('1'), run('2'), run('3')]);
  expect(runs.map(({ stdout }) => stdout)).toEqual(['ran 1\n', 'ran 2\n', 'ran 3\n']);
  expect(readdirSync(cache)).toHaveLength(1);
});

test('keeps a handful of old bundles', async () => {
  mkdirSync(cache, { recursive: true });
  for (let i = 0; i < 20; i++) mkdirSync(path.join(cache, `packages-cli-src-main.ts-old${i}`));
  await run();
  expect(bundles(cache)).toHaveLength(8);
});

test('where node_modules cannot be written, the bundle is kept in a temporary folder', async () => {
  // A file in the way stops root, too.
  writeFileSync(path.join(checkout, 'node_modules/.cache'), '');
  expect((await run('x')).stdout).toBe('ran x\n');
  const [own] = readdirSync(temporary);
  expect(bundles(path.join(temporary, own as string))).toHaveLength(1);
  expect((await run('y')).stdout).toBe('ran y\n');
});

test('a module finds the files beside itself', async () => {
  writeFileSync(main, `export const main = async () => console.log(import.meta.filename, new URL('../package.json', import.meta.url).pathname);\n`);
  expect((await run()).stdout).toBe(`${main} ${path.join(checkout, 'packages/cli/package.json')}\n`);
});

test('a mistake in the sources is shown with its file and line', async () => {
  writeFileSync(main, `export const main = async () => {};\nexport const broken = (;\n`);
  const { code, stderr } = await run();
  expect(code).toBe(2);
  expect(stderr).toContain('packages/cli/src/main.ts:2:24');
});

test('an error thrown by the sources is shown where they throw it', async () => {
  writeFileSync(main, `type Padding = string;\n\nexport const main = async () => {\n  throw new Error('broken');\n};\n`);
  const { code, stderr } = await run();
  expect(code).toBe(3);
  expect(stderr).toContain('Error: broken');
  expect(stderr).toContain(`${main}:4:9`);
});

test('without dependencies it says how to get them', async () => {
  rmSync(path.join(checkout, 'node_modules'), { recursive: true });
  const { code, stderr } = await run();
  expect(code).toBe(2);
  expect(stderr).toBe(`The dependencies are not installed: run \`npm ci\` in ${checkout}\n`);
});
