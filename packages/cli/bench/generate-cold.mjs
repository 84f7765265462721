// @ts-check
// Generates everything for all specs in a fresh workspace: nothing generated yet, nothing kept of earlier runs.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');
const workspace = mkdtempSync(path.join(os.tmpdir(), 'specproof-bench-'));
try {
  for (const spec of readdirSync(path.join(root, 'specs'))) {
    if (!existsSync(path.join(root, 'specs', spec, 'spec.json'))) continue;
    mkdirSync(path.join(workspace, 'specs', spec), { recursive: true });
    for (const file of readdirSync(path.join(root, 'specs', spec))) {
      if (file.endsWith('.json')) copyFileSync(path.join(root, 'specs', spec, file), path.join(workspace, 'specs', spec, file));
    }
  }
  if (process.argv[2] === 'copy-only') process.exitCode = 0;
  else process.exitCode = spawnSync(process.execPath, [path.join(root, 'packages/cli/bin/specproof.mjs'), 'generate'], { cwd: workspace, stdio: ['ignore', 'ignore', 'inherit'] }).status ?? 3;
} finally {
  rmSync(workspace, { recursive: true, force: true });
}
