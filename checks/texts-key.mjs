// @ts-check
// Names the spec texts that the checks can read, so that a cached result is never older than they are.
// Texts are no part of the repository: Nx cannot see them by itself.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const places = ['.specproof/specs', '../shared/specs', ...(process.env.SPECPROOF_SPECS ?? '').split(path.delimiter).filter(Boolean)];
const hash = createHash('sha1');
for (const place of places) {
  const folder = path.resolve(root, place);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) continue;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const stat = statSync(path.join(folder, name), { throwIfNoEntry: false });
    if (stat?.isFile()) hash.update(`${place}\0${name}\0${stat.size}\0${Math.trunc(stat.mtimeMs)}\n`);
  }
}
console.log(hash.digest('hex'));
