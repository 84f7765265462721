import { readdirSync } from 'node:fs';
import path from 'node:path';

/** Files of a spec's folder that nobody but `specproof generate` writes. */
const owned = [/^schemas\/[^/]+\/(?:[^/]+\.schema\.json|types\.ts)$/u, /^suite\/todo\/[^/]+\.todo\.test\.ts$/u, /^refs\.ts$/u];

/** Generated files that are there, relative to the spec's folder, `/` separated. */
export function generatedFiles(folder: string): string[] {
  const found = ['schemas', 'suite/todo'].flatMap((part) => filesBelow(folder, part));
  return [...found, ...filesIn(folder, '')].filter((file) => owned.some((pattern) => pattern.test(file))).sort();
}

function filesBelow(folder: string, part: string): string[] {
  try {
    return readdirSync(path.join(folder, part), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  } catch {
    return [];
  }
}

function filesIn(folder: string, part: string): string[] {
  return readdirSync(path.join(folder, part), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
}
