import { readFileSync } from 'node:fs';

/** What is committed beside a `spec.json`. */
export const registeredFileNames = ['registry.json', 'decisions.json', 'overrides.json'] as const;

/** The file's text, or `undefined` where there is no such file. */
export function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
