// @ts-check
// Makes a fresh clone ready, with nothing but Node.js: `npm start` and `npm test` begin here.
import { accessSync, constants, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installDependencies } from './setup/dependencies.mjs';
import { nodeProblem } from './setup/node-version.mjs';
import { installSystemPackages } from './setup/system.mjs';

/** The checkout's folder. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * Sets up what is missing and returns the arguments that were not for it; ends the process when we cannot go on.
 * @param {readonly string[]} args
 */
export function setUp(args) {
  const leaveSystem = args.includes('--no-system') || process.env.SPECPROOF_NO_SYSTEM === '1';
  const problem =
    nodeProblem(process.versions.node, readJson('package.json').engines.node) ??
    (leaveSystem ? undefined : installSystemPackages(readJson('tools/setup/system-packages.json'), say)) ??
    installDependencies(root, say) ??
    writeProblem();
  if (problem !== undefined) {
    say(problem);
    process.exit(2);
  }
  return args.filter((arg) => arg !== '--no-system');
}

function writeProblem() {
  try {
    accessSync(root, constants.W_OK);
    return undefined;
  } catch {
    return `${root} cannot be written, and results are kept there: work in a clone of your own.`;
  }
}

const say = (/** @type {string} */ message) => console.error(`set-up: ${message}`);

const readJson = (/** @type {string} */ file) => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

if (process.argv[1] === fileURLToPath(import.meta.url)) setUp(process.argv.slice(2));
