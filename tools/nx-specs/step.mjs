// @ts-check
// One step of a spec's targets: the `specproof` command, and what Nx needs around it.
// Without a text there is nothing to extract or lock: that is said, and is no failure.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [step, spec, ...versions] = process.argv.slice(2);

/** `specproof`'s exit code for what is not to be had: see the design's command line. */
const unavailable = 2;

/** The extraction of a version whose text is not here. */
const noText = 'null\n';

if (step === 'sync') sync();
else if (step === 'extract') extract(versions[0]);
else if (step === 'lock') lock();
else if (step === 'generate') process.exitCode = specproof(['generate', spec], 'inherit').status ?? 3;
else throw new Error(`Unknown step ${step}`);

function sync() {
  const { status } = specproof(['sync', spec], 'inherit');
  if (status === unavailable) console.log(`Not every version of ${spec} could be had; going on with what is there.`);
  else process.exitCode = status ?? 3;
}

// Something is always written: where Nx restores a result without files, it leaves an older one's in place.
function extract(/** @type {string} */ version) {
  if (!existsSync(path.join(root, '.specproof/specs', spec, version))) {
    console.log(`${spec}@${version}: no text here, nothing to extract`);
    write(extraction(version), noText);
    return;
  }
  const { status, stdout } = specproof(['extract', `${spec}@${version}`, '--json'], ['ignore', 'pipe', 'inherit']);
  if (status === 0) write(extraction(version), stdout);
  else process.exitCode = status ?? 3;
}

function lock() {
  const missing = versions.filter((version) => readFileSync(extraction(version), 'utf8') === noText);
  if (missing.length === versions.length) {
    console.log(`${spec}: the registry is used as committed, not checked: no text of any version`);
    return;
  }
  process.exitCode = specproof(['lock', '--check', spec], 'inherit').status ?? 3;
}

function extraction(/** @type {string} */ version) {
  return path.join(root, '.specproof/extract', spec, `${version}.json`);
}

function write(/** @type {string} */ file, /** @type {string} */ text) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

function specproof(/** @type {string[]} */ args, /** @type {import('node:child_process').StdioOptions} */ stdio) {
  return spawnSync(process.execPath, ['packages/cli/bin/specproof.mjs', ...args], { cwd: root, stdio, encoding: 'utf8', maxBuffer: 2 ** 30 });
}
