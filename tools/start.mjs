// @ts-check
// The main job: obtain every spec's text, read it, check the registries, and say what there is.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runNx } from './run-nx.mjs';
import { root, setUp } from './setup.mjs';

const args = setUp(process.argv.slice(2));
if (args.length > 0) {
  console.error(`Unexpected ${args.join(' ')}\nUsage: npm start [-- --no-system]`);
  process.exit(2);
}

const { code } = await runNx(['run-many', '-t', 'sync', 'extract', 'lock'], 'inherit');
sayWhatIsMissing();
const summary = spawnSync(process.execPath, [path.join(root, 'packages/cli/bin/specproof.mjs'), 'summary'], { cwd: root, stdio: 'inherit' });
process.exitCode = code || (summary.status ?? 3);

function sayWhatIsMissing() {
  const specs = readdirSync(path.join(root, 'specs')).filter((id) => existsSync(path.join(root, 'specs', id, 'spec.json')));
  for (const id of specs) {
    /** @type {{ versions: { version: string }[] }} */
    const { versions } = JSON.parse(readFileSync(path.join(root, 'specs', id, 'spec.json'), 'utf8'));
    const missing = versions.map(({ version }) => version).filter((version) => !existsSync(path.join(root, '.specproof/specs', id, version)));
    if (missing.length === versions.length) console.log(`${id}: no text could be had; only the committed registry is used.`);
    else if (missing.length > 0) console.log(`${id}: no text of ${missing.join(', ')}; the registry is used as committed, not checked.`);
  }
}
