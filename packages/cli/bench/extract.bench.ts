import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');
const folder = path.join(root, '.specproof/bench/documents');
const command = ['node', 'packages/cli/bin/specproof.mjs', 'extract'];

/** Gathers the normative documents of both specs' newest versions; `false` where their texts are not here. */
function gather(): boolean {
  rmSync(folder, { recursive: true, force: true });
  for (const id of ['runtime-spec', 'image-spec']) {
    const { documents, versions } = JSON.parse(readFileSync(path.join(root, 'specs', id, 'spec.json'), 'utf8')) as {
      documents: { path: string; kind: string }[];
      versions: { version: string; documents: Record<string, string> }[];
    };
    const newest = versions.at(-1);
    const text = path.join(root, '.specproof/specs', id, newest?.version ?? '');
    if (!existsSync(text)) return false;
    const informative = new Set(documents.filter(({ kind }) => kind === 'informative').map((document) => document.path));
    for (const file of Object.keys(newest?.documents ?? {})) {
      if (informative.has(file)) continue;
      mkdirSync(path.dirname(path.join(folder, id, file)), { recursive: true });
      cpSync(path.join(text, file), path.join(folder, id, file));
    }
  }
  return true;
}

const isHere = gather();
if (!isHere) process.stderr.write('No texts to extract: run `npx specproof sync` first.\n');

export default isHere
  ? [
      {
        name: 'extract, as a command',
        floor: { name: 'import the parser and parse', command: ['node', 'packages/cli/bench/parse-only.mjs', folder] },
        subject: { name: 'specproof extract --dir --no-cache', command: [...command, '--dir', folder, '--no-cache', '--json'] },
        limit: { ratio: 1.6 },
      },
      {
        name: 'extract, cached',
        floor: { name: 'node -e 0', command: ['node', '-e', '0'] },
        subject: { name: 'specproof extract runtime-spec --json', command: [...command, 'runtime-spec', '--json'] },
        limit: { msOverFloor: 150 },
      },
    ]
  : [];
