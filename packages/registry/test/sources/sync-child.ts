import path from 'node:path';
import { sync } from '../../src/sources/sync.ts';
import { syncSources } from '../../src/sources/sync-sources.ts';
import { manyFiles, teaSpec } from './tea-spec.ts';

// Syncs one version into one cache after another.
const [folder = '', caches = '', rounds = ''] = process.argv.slice(2);
const spec = teaSpec({ files: manyFiles });
const sources = syncSources(spec, { cwd: '/', workspaceRoot: folder, from: folder, env: {}, places: [] }).slice(0, 1);
process.stdout.write('started\n');
for (let round = 0; round < Number(rounds); round++) await sync({ spec, version: 'v1.1.0', cacheDir: path.join(caches, String(round)), sources });
