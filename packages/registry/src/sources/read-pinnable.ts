import type { Dirent } from 'node:fs';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SpecproofError } from '@specproof/model';
import { isDocumentPath, isSchemaPath } from './pinnable.ts';
import type { SourceFile } from './source-file.ts';

/** The documents and schemas in a folder, as `pinVersion` takes them. Throws `SOURCE_NOT_FOUND` where there is no such folder. */
export function readPinnable(folder: string): SourceFile[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch (cause) {
    throw new SpecproofError('SOURCE_NOT_FOUND', `${folder} is no folder that can be read. Give the folder that holds the new version's documents.`, { cause });
  }
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => isDocumentPath(file) || isSchemaPath(file))
    .map((file) => ({ path: file, content: readFileSync(path.join(folder, file)) }));
}
