import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compareIds } from '@specproof/model';

/** SHA-256 over names and bytes of all files in a suite's folder; dependencies and hidden files apart. */
export function suiteDigest(root: string): string {
  const hash = createHash('sha256');
  for (const file of files(root, '').sort(compareIds)) {
    const bytes = readFileSync(path.join(root, file));
    hash.update(`${file}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

function files(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.name.startsWith('.') || entry.name === 'node_modules') return [];
    return entry.isDirectory() ? files(root, name) : entry.isFile() ? [name] : [];
  });
}
