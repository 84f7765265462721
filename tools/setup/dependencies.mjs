// @ts-check
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { withLock } from './lock.mjs';

/**
 * Installs the npm dependencies when package-lock.json changed since they were installed.
 * @param {string} root
 * @param {(message: string) => void} say
 * @returns {string | undefined} what keeps us from going on
 */
export function installDependencies(root, say) {
  if (isInstalled(root)) return undefined;
  const modules = path.join(root, 'node_modules');
  const unwritable = [root, ...(existsSync(modules) ? [modules] : [])].find((folder) => !isWritable(folder));
  if (unwritable !== undefined) {
    return `node_modules is not what package-lock.json asks for, and ${unwritable} cannot be written: run \`npm ci\` as its owner.`;
  }
  return withLock(
    path.join(root, '.specproof/setup.lock'),
    (pid) => say(`waiting for another set-up (process ${pid})`),
    () => (isInstalled(root) ? undefined : install(root, say)),
  );
}

function install(/** @type {string} */ root, /** @type {(message: string) => void} */ say) {
  say('installing the npm dependencies (npm ci)');
  const [command, ...before] = npm();
  const { error, status } = spawnSync(command, [...before, 'ci', '--include=dev', '--prefer-offline'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (error) return `npm could not be run (${error.message}): install npm, which comes with Node.js (Debian: apt-get install npm).`;
  if (status !== 0) return `\`npm ci\` failed in ${root}; its messages are above.`;
  writeFileSync(stamp(root), lockHash(root));
  return undefined;
}

/**
 * Whether node_modules holds what package-lock.json asks for.
 * @param {string} root
 */
export function isInstalled(root) {
  if (read(stamp(root)) === lockHash(root)) return true;
  // Somebody ran npm by hand: npm's own record of the tree tells.
  const tree = read(path.join(root, 'node_modules/.package-lock.json'));
  if (tree === undefined || !holds(JSON.parse(tree).packages, JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages)) return false;
  try {
    writeFileSync(stamp(root), lockHash(root));
  } catch {
    // Not ours to write: the next run looks again.
  }
  return true;
}

/**
 * Whether the installed packages are those of the lock file; packages for other platforms may be missing.
 * @param {Record<string, { version?: string }>} installed
 * @param {Record<string, { version?: string, link?: boolean, optional?: boolean, peer?: boolean }>} locked
 */
export const holds = (installed, locked) =>
  Object.entries(locked).every(
    ([place, wanted]) =>
      place === '' || (place in installed ? installed[place].version === wanted.version : wanted.optional === true),
  );

const stamp = (/** @type {string} */ root) => path.join(root, 'node_modules/.specproof-lock');

const lockHash = (/** @type {string} */ root) =>
  createHash('sha256').update(`${process.platform} ${process.arch}\n`).update(readFileSync(path.join(root, 'package-lock.json'))).digest('hex');

// Under `npm start` the very npm that runs us, else the one on the path.
function npm() {
  const script = process.env.npm_execpath;
  return script?.match(/npm-cli\.c?js$/) ? [process.execPath, script] : ['npm'];
}

function read(/** @type {string} */ file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function isWritable(/** @type {string} */ folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
