import { accessSync, constants, existsSync, lstatSync, mkdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SpecproofError } from '@specproof/model';

/** A file of the workspace as it should be; without content, it should not be. */
export interface FileChange {
  file: string;
  content?: string;
}

/**
 * Writes several files of the workspace together: where one cannot be written, none is changed.
 *
 * @throws SpecproofError `IO` where a folder cannot be written to or the disk is full
 */
export function writeAll(root: string, changes: readonly FileChange[]): void {
  if (changes.length === 0) return;
  const folder = path.join(root, '.specproof', 'tmp', `${process.pid}`);
  const staged = changes.map(({ file, content }, index) => ({ file, content, temporary: path.join(folder, `${index}`), isNew: isNew(file) }));
  const added: string[] = [];
  const remove = (file: string): void => rmSync(file, { force: true });
  try {
    for (const { file } of changes) accessSync(existingFolder(path.dirname(file)), constants.W_OK);
    mkdirSync(folder, { recursive: true });
    for (const { content, temporary } of staged) if (content !== undefined) writeFileSync(temporary, content);
    // What is new goes first: it needs room for its name, which may be missing; what takes the place of a file does not.
    for (const { file, content, temporary, isNew } of staged) {
      if (content === undefined || !isNew) continue;
      mkdirSync(path.dirname(file), { recursive: true });
      renameSync(temporary, file);
      added.push(file);
    }
    for (const { file, content, temporary, isNew } of staged) {
      if (content !== undefined && !isNew) renameSync(temporary, file);
      else if (content === undefined) remove(file);
    }
  } catch (cause) {
    for (const file of added) remove(file);
    throw new SpecproofError('IO', `Nothing was written: ${describe(cause as NodeJS.ErrnoException)}`, { cause });
  } finally {
    rmSync(folder, { recursive: true, force: true });
    for (const { file } of changes) removeEmptyFolders(path.dirname(file), root);
  }
}

/** Whether nothing is there; a folder in the place of a file is somebody else's. */
function isNew(file: string): boolean {
  const there = lstatSync(file, { throwIfNoEntry: false });
  if (there?.isDirectory() !== true) return there === undefined;
  throw new SpecproofError('IO', `Nothing was written: ${file} is a folder, and a file has to be there. Move it away.`);
}

/** The folder, or the nearest one above it that is there. */
function existingFolder(folder: string): string {
  return existsSync(folder) || folder === path.dirname(folder) ? folder : existingFolder(path.dirname(folder));
}

/** Removes the folder, and those above it, as far as nothing is in them. */
function removeEmptyFolders(folder: string, root: string): void {
  if (folder === root || !folder.startsWith(root)) return;
  try {
    rmdirSync(folder);
  } catch {
    return;
  }
  removeEmptyFolders(path.dirname(folder), root);
}

function describe({ code, path: place, message }: NodeJS.ErrnoException): string {
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') return `${place ?? 'the folder'} cannot be written to. Give yourself the right to write there, or work on a copy.`;
  if (code === 'ENOSPC' || code === 'EDQUOT') return `no space is left for ${place ?? 'the files'}. Make room and run the command again.`;
  return message;
}
