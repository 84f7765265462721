// @ts-check
// Runs the TypeScript sources of this checkout without a build step: they are bundled once, and the
// bundle is kept until a source, a package.json or the lock file changes. Every start pays for what
// this file imports and does, so the bundler is loaded only when there is something to bundle.
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { SourceMap } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The checkout's folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');

/**
 * Imports a TypeScript module of this checkout.
 * @param {string} entry path from the root, `/` separated
 * @returns {Promise<any>}
 */
export async function importSource(entry) {
  return (await openSource(entry)).module;
}

/**
 * The same, with the name of its bundle: what depends on the sources can be kept under it.
 * @param {string} entry
 * @returns {Promise<{ module: any, key: string }>}
 */
export async function openSource(entry) {
  const key = sourceKey(entry);
  const bundle =
    cacheFolders().map((cache) => path.join(cache, key)).find((folder) => existsSync(folder)) ??
    (await (await import('./bundle.mjs')).bundle(entry));
  const file = path.join(bundle, 'entry.mjs');
  if (process.env.SPECPROOF_DEBUG) process.setSourceMapsEnabled(true);
  else showSourcesInStacks(bundle);
  return { module: await import(pathToFileURL(file).href), key: path.basename(bundle) };
}

/**
 * Names the bundle of an entry: the same name means the same sources.
 * @param {string} entry
 */
export function sourceKey(entry) {
  const hash = createHash('sha1').update(root);
  const add = (/** @type {string} */ file) => {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat?.isFile()) hash.update(`\0${file}\0${stat.mtimeMs}\0${stat.size}`);
  };
  const addAll = (/** @type {string} */ folder) => {
    if (!existsSync(folder)) return;
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.test.ts')) add(path.join(folder, name));
    }
  };
  add(path.join(root, 'package-lock.json'));
  add(path.join(root, 'packages/cli/checkout/bundle.mjs'));
  for (const name of readdirSync(path.join(root, 'packages'))) {
    const folder = path.join(root, 'packages', name);
    add(path.join(folder, 'package.json'));
    addAll(path.join(folder, 'src'));
  }
  if (!entry.includes('/src/')) addAll(path.dirname(path.join(root, entry)));
  return `${entry.replaceAll(/[^\w.]+/g, '-')}-${hash.digest('hex').slice(0, 16)}`;
}

/** Where bundles are kept, in order of preference: beside the dependencies, or where this user may always write. */
export function cacheFolders() {
  const folders = [path.join(root, 'node_modules/.cache/specproof')];
  const checkout = createHash('sha1').update(root).digest('hex').slice(0, 8);
  const own = path.join(os.tmpdir(), `specproof-${process.getuid?.() ?? 'user'}-${checkout}`);
  if (isOurs(own)) folders.push(own);
  return folders;
}

// A temporary folder that others can write to could hold anybody's code.
function isOurs(/** @type {string} */ folder) {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat === undefined) return true;
  return stat.isDirectory() && (process.getuid === undefined || (stat.uid === process.getuid() && (stat.mode & 0o022) === 0));
}

// Node's own support for source maps reads every map at load; this one reads a map when a stack is looked at.
function showSourcesInStacks(/** @type {string} */ bundle) {
  const base = pathToFileURL(bundle + path.sep).href;
  /** @type {Map<string, SourceMap>} */
  const maps = new Map();
  const place = (/** @type {NodeJS.CallSite} */ frame) => {
    const url = frame.getFileName();
    const [line, column] = [frame.getLineNumber(), frame.getColumnNumber()];
    if (!url?.startsWith(base) || line === null || column === null) return String(frame);
    try {
      const file = fileURLToPath(url);
      const map = maps.get(file) ?? new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')));
      maps.set(file, map);
      const found = map.findEntry(line - 1, column - 1);
      if (!('originalSource' in found)) return String(frame);
      const source = path.resolve(path.dirname(file), found.originalSource);
      return String(frame).replace(`${url}:${line}:${column}`, `${source}:${found.originalLine + 1}:${found.originalColumn + 1}`);
    } catch {
      return String(frame);
    }
  };
  Error.prepareStackTrace = (error, frames) => [String(error), ...frames.map((frame) => `    at ${place(frame)}`)].join('\n');
}
