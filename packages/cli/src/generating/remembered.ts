import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { specFolder } from '../files/workspace.ts';
import type { Workspace } from '../files/workspace.ts';
import { ResultCache } from '../texts/cache.ts';

/** Files of a spec's folder that generating neither reads nor writes. */
const others = /^(?:labels|mappings|proofs\.json|drift\.json|decisions\.json|overrides\.json)(?:\/|$)/u;

/** Remembers that everything was generated, and nothing was wrong, with the very files that are there. */
export function generationMemory(workspace: Workspace, spec: string, options: unknown): { known: () => string | undefined; remember: (report: string) => void } {
  const cache = new ResultCache(workspace.root, 'generated');
  const key = (): string => ResultCache.key(spec, options, digest(specFolder(workspace, spec)));
  return { known: () => cache.get(key())?.toString(), remember: (report) => cache.put(key(), report) };
}

function digest(folder: string): string {
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => !others.test(file))
    .sort();
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(path.join(folder, file))).update('\0');
  return hash.digest('hex');
}
