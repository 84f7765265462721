import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { compress } from './compress.ts';
import type { WrittenCompression } from './compress.ts';
import type { LayoutFiles } from './layout-draft.ts';
import { writeTar } from './write-tar.ts';

/** Writes the files of a layout into a folder, which is made. */
export async function writeLayout(files: LayoutFiles, folder: string): Promise<void> {
  await mkdir(path.join(folder, 'blobs'), { recursive: true });
  for (const [name, content] of files) {
    const file = path.join(folder, name);
    if (path.relative(folder, file).startsWith('..')) throw new Error(`${name} is not a file of a layout`);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

/** Packs the files of a layout into an archive, in their order. */
export const packLayout = (files: LayoutFiles, compression: WrittenCompression = 'none'): Buffer =>
  compress(writeTar([...files].map(([name, content]) => ({ name, content }))), compression);
