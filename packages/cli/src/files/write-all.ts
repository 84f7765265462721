import { accessSync, constants, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SpecproofError } from '@specproof/model';

/** A file of the workspace as it should be; without content, it should not be. */
export interface FileChange {
  file: string;
  content?: string;
}

/**
 * Writes several files of the workspace together: what cannot be written is found out before the first one changes.
 *
 * @throws SpecproofError `IO` where a folder cannot be written to or the disk is full
 */
export function writeAll(root: string, changes: readonly FileChange[]): void {
  if (changes.length === 0) return;
  const folder = path.join(root, '.specproof', 'tmp', `${process.pid}`);
  const temporary = (index: number): string => path.join(folder, `${index}`);
  try {
    for (const { file } of changes) accessSync(existingFolder(path.dirname(file)), constants.W_OK);
    mkdirSync(folder, { recursive: true });
    for (const [index, { content }] of changes.entries()) if (content !== undefined) writeFileSync(temporary(index), content);
    for (const { file } of changes) mkdirSync(path.dirname(file), { recursive: true });
    for (const [index, { file, content }] of changes.entries()) {
      if (content === undefined) rmSync(file, { force: true });
      else renameSync(temporary(index), file);
    }
  } catch (cause) {
    throw new SpecproofError('IO', `Nothing was generated: ${describe(cause as NodeJS.ErrnoException)}`, { cause });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The folder, or the nearest one above it that is there. */
function existingFolder(folder: string): string {
  return existsSync(folder) || folder === path.dirname(folder) ? folder : existingFolder(path.dirname(folder));
}

function describe({ code, path: place, message }: NodeJS.ErrnoException): string {
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return `${place ?? 'the folder'} cannot be written to. Give yourself the right to write there, or work on a copy.`;
  if (code === 'ENOSPC' || code === 'EDQUOT') return `no space is left for ${place ?? 'the files'}. Make room and run the command again.`;
  return message;
}
