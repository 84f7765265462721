// @ts-check
// The main job: obtain every spec's text, read it, check the registries, and say what there is.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { runNx } from './run-nx.mjs';
import { root, setUp } from './setup.mjs';

const args = setUp(process.argv.slice(2));
if (args.length > 0) {
  console.error(`Unexpected ${args.join(' ')}\nUsage: npm start [-- --no-system]`);
  process.exit(2);
}

const { code } = await runNx(['run-many', '-t', 'sync', 'extract', 'lock', 'generate'], 'inherit');
const summary = spawnSync(process.execPath, [path.join(root, 'packages/cli/bin/specproof.mjs'), 'summary'], { cwd: root, stdio: 'inherit' });
process.exitCode = code || (summary.status ?? 3);
