import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { holds } from '../setup/dependencies.mjs';
import { nodeProblem } from '../setup/node-version.mjs';
import { isDebian, missingPackages } from '../setup/system.mjs';

const scratch = mkdtempSync(path.join(os.tmpdir(), 'specproof-test-'));
afterAll(() => rmSync(scratch, { recursive: true }));

describe('nodeProblem', () => {
  test.each(['20.19.0', '20.20.2', '22.0.0', '100.0.0'])('%s will do', (running) => {
    expect(nodeProblem(running, '>=20.19.0')).toBeUndefined();
  });

  test.each(['18.20.8', '20.9.0', '20.18.3'])('%s is too old', (running) => {
    expect(nodeProblem(running, '>=20.19.0')).toBe(
      `Specproof needs Node.js 20.19.0 or newer; this is ${running}. Install a newer one (https://nodejs.org) and try again.`,
    );
  });
});

describe('holds', () => {
  const locked = { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/other-platform': { version: '1.0.0', optional: true } };

  test('accepts a tree without the packages of other platforms', () => {
    expect(holds({ 'node_modules/a': { version: '1.0.0' } }, locked)).toBe(true);
  });

  test('refuses another version and a missing package', () => {
    expect(holds({ 'node_modules/a': { version: '1.0.1' } }, locked)).toBe(false);
    expect(holds({}, locked)).toBe(false);
  });
});

describe('missingPackages', () => {
  const status = 'Package: git\nStatus: install ok installed\n\nPackage: xz-utils\nStatus: deinstall ok config-files\n';
  const packages = ['git', 'xz-utils', 'runc'].map((name) => ({ name, why: 'a test' }));

  test('names what is removed or was never there', () => {
    expect(missingPackages(packages, status).map(({ name }) => name)).toEqual(['xz-utils', 'runc']);
  });

  test('knows Debian and its descendants', () => {
    expect(isDebian('NAME=x\nID=debian\n')).toBe(true);
    expect(isDebian('ID=mint\nID_LIKE="ubuntu debian"\n')).toBe(true);
    expect(isDebian('ID=fedora\nNAME="not debian"\n')).toBe(false);
  });
});

describe('withLock', () => {
  const module = new URL('../setup/lock.mjs', import.meta.url).href;
  const lock = path.join(scratch, 'folder/lock');
  const script = (work: string) =>
    `import { withLock } from ${JSON.stringify(module)}; import { existsSync, writeFileSync, rmSync } from 'node:fs';
     const busy = ${JSON.stringify(path.join(scratch, 'busy'))};
     withLock(${JSON.stringify(lock)}, () => {}, () => { ${work} });`;

  test('two processes take turns', async () => {
    const work = `if (existsSync(busy)) process.exit(1); writeFileSync(busy, ''); Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300); rmSync(busy);`;
    const run = () =>
      new Promise((resolve) => spawn(process.execPath, ['--input-type=module', '-e', script(work)]).on('close', resolve));
    expect(await Promise.all([run(), run(), run()])).toEqual([0, 0, 0]);
    expect(existsSync(lock)).toBe(false);
  });

  test('a lock whose process has ended is taken over', () => {
    const ended = spawnSync(process.execPath, ['-e', '']).pid;
    writeFileSync(lock, String(ended));
    expect(spawnSync(process.execPath, ['--input-type=module', '-e', script('')]).status).toBe(0);
  });
});
