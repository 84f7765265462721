import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Writes a file of the workspace all at once: whoever reads it, or interrupts us, never meets half of it. */
export function writeWorkspaceFile(root: string, file: string, content: string): void {
  // Not beside the file: what an interruption leaves must not look like a part of the workspace.
  const folder = path.join(root, '.specproof', 'tmp');
  const temporary = path.join(folder, `${path.basename(file)}-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  mkdirSync(path.dirname(file), { recursive: true });
  try {
    writeFileSync(temporary, content);
    renameSync(temporary, file);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** JSON as files of the workspace have it. */
export const formatJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
