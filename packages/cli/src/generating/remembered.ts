import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { specFolder } from '../files/workspace.ts';
import type { Workspace } from '../files/workspace.ts';
import { ResultCache } from '../texts/cache.ts';

/** Files of a spec's folder that generating neither reads nor writes. */
const others = /^(?:labels|mappings|proofs\.json|drift\.json|decisions\.json|overrides\.json)(?:\/|$)/u;

/** What is remembered of a generation after which nothing was wrong. */
interface Memory {
  report: string;
  /** SHA-256 of modules that the suite imports from elsewhere, by absolute path. */
  imported: Record<string, string>;
}

/** Remembers that everything was generated, and nothing was wrong, with the very files that are there. */
export function generationMemory(workspace: Workspace, spec: string, options: unknown) {
  const folder = specFolder(workspace, spec);
  const cache = new ResultCache(workspace.root, 'generated');
  const key = (): string => ResultCache.key(spec, options, digest(folder));
  return {
    /** What was reported then. */
    known(): string | undefined {
      const kept = cache.get(key());
      if (!kept) return undefined;
      const { report, imported } = JSON.parse(kept.toString()) as Memory;
      return Object.entries(imported).every(([file, hash]) => hashOf(file) === hash) ? report : undefined;
    },
    /** @param modules what the suite is made of: absolute paths */
    remember(report: string, modules: readonly string[]): void {
      const elsewhere = modules.filter((file) => !file.startsWith(folder + path.sep));
      const memory: Memory = { report, imported: Object.fromEntries(elsewhere.map((file) => [file, hashOf(file) ?? ''])) };
      cache.put(key(), JSON.stringify(memory));
    },
  };
}

function hashOf(file: string): string | undefined {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch {
    return undefined;
  }
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
