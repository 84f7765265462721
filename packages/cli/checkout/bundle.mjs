// @ts-check
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { cacheFolders, root, sourceKey } from './sources.mjs';

/** Too large to bundle, and loaded only by the commands that need them. */
const external = /^(vitest|vite|rolldown|ts-morph|typescript|nx|playwright-core|@nx)(\/|$)/;

/** Bundles kept per entry: a running process may still have a part of an older one to load. */
const kept = 8;

/**
 * Bundles an entry, with everything it imports, into the first cache folder that can be written.
 * @param {string} entry path from the root
 * @returns {Promise<string>} the bundle's folder, which holds `entry.mjs`
 */
export async function bundle(entry) {
  const cache = writableCache();
  for (;;) {
    const key = sourceKey(entry);
    const made = mkdtempSync(path.join(cache, '.new-'));
    try {
      await write(entry, made);
      if (sourceKey(entry) === key) return moveInto(made, cache, key);
    } finally {
      rmSync(made, { recursive: true, force: true });
    }
  }
}

async function write(/** @type {string} */ entry, /** @type {string} */ folder) {
  const { rolldown } = await import('rolldown').catch(() => {
    throw checkoutError(`The dependencies are not installed: run \`npm ci\` in ${root}`);
  });
  const build = await rolldown({
    input: { entry: path.join(root, entry) },
    cwd: root,
    platform: 'node',
    external,
    resolve: { conditionNames: ['@specproof/source', 'node', 'import'] },
    transform: { target: 'node20' },
    onLog: () => {},
    plugins: [keepModuleUrls],
  });
  try {
    await build.write({ dir: folder, format: 'esm', sourcemap: true, entryFileNames: '[name].mjs', chunkFileNames: '[name]-[hash].mjs' });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw checkoutError(process.stderr.isTTY ? message : stripVTControlCharacters(message));
  } finally {
    await build.close();
  }
}

const checkoutError = (/** @type {string} */ message) => Object.assign(new Error(message), { code: 'CHECKOUT' });

/** A module that finds files beside itself finds them from the bundle, too. */
const keepModuleUrls = {
  name: 'keep-module-urls',
  transform(/** @type {string} */ code, /** @type {string} */ id) {
    if (!id.startsWith(path.join(root, 'packages')) || !code.includes('import.meta.')) return null;
    const values = { url: pathToFileURL(id).href, filename: id, dirname: path.dirname(id) };
    return code.replaceAll(/\bimport\.meta\.(url|filename|dirname)\b/g, (_, /** @type {keyof typeof values} */ name) => JSON.stringify(values[name]));
  },
};

/** Somebody else may have made the same bundle meanwhile: theirs is as good. */
function moveInto(/** @type {string} */ made, /** @type {string} */ cache, /** @type {string} */ key) {
  const folder = path.join(cache, key);
  // Other users of this checkout may run it; a cache of our own is closed to them as a whole.
  chmodSync(made, 0o755);
  try {
    renameSync(made, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
  removeOld(cache, key.slice(0, key.lastIndexOf('-')));
  return folder;
}

function removeOld(/** @type {string} */ cache, /** @type {string} */ entryName) {
  const age = (/** @type {string} */ name) => Date.now() - (statSync(path.join(cache, name), { throwIfNoEntry: false })?.mtimeMs ?? 0);
  const names = readdirSync(cache);
  const old = names
    .filter((name) => name.slice(0, name.lastIndexOf('-')) === entryName)
    .sort((a, b) => age(a) - age(b))
    .slice(kept);
  const abandoned = names.filter((name) => name.startsWith('.new-') && age(name) > 3_600_000);
  for (const name of [...old, ...abandoned]) rmSync(path.join(cache, name), { recursive: true, force: true });
}

function writableCache() {
  const folders = cacheFolders();
  for (const folder of folders) {
    const beside = folder.startsWith(root);
    try {
      mkdirSync(folder, { recursive: true, mode: beside ? 0o755 : 0o700 });
      // Proves that the folder can be written, whatever its mode says.
      rmSync(mkdtempSync(path.join(folder, '.new-')), { recursive: true });
      // What is not bundled is looked up from the bundle's folder.
      const dependencies = path.join(folder, 'node_modules');
      if (!beside && !existsSync(dependencies)) symlinkSync(path.join(root, 'node_modules'), dependencies);
      return folder;
    } catch {
      continue;
    }
  }
  throw checkoutError(`Nowhere to keep the bundled sources: make ${folders[0]} or a folder of your own in ${os.tmpdir()} writable, or set TMPDIR`);
}
