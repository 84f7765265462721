import type { Dirent } from 'node:fs';
import { lstat, readdir, readlink } from 'node:fs/promises';
import path from 'node:path';
import { isUtf8 } from 'node:buffer';
import type { ReaderLimits } from '../limits.ts';
import type { Report } from '../problem.ts';
import { fileSource } from './file-source.ts';
import { isRead } from './layout-file.ts';
import type { FileType, LayoutFile } from './layout-file.ts';
import type { OpenedImage } from './opened-image.ts';
import { runAll } from './run-all.ts';

/** An image layout in a folder. */
export const folderImage = (root: string): OpenedImage => ({
  source: root,
  form: 'folder',
  repeatable: true,
  async readFiles(onFile, { limits, report, concurrency }) {
    const files = await listFolder(root, limits, report);
    // The largest first: what is left at the end is small.
    files.sort((a, b) => b.size - a.size);
    await runAll(
      files.map((file) => () => {
        if (file.type !== 'file' || !isRead(file.path)) return onFile(file);
        const source = fileSource(path.join(root, file.path));
        return onFile(file, () => source)?.finally(() => source.close());
      }),
      concurrency,
    );
  },
});

/** Files of the layout: of its root, of `blobs` and of the folders in it. Links are not followed. */
async function listFolder(root: string, limits: ReaderLimits, report: Report): Promise<LayoutFile[]> {
  const files: LayoutFile[] = [];
  const list = async (folder: string, deeper: (path: string) => boolean): Promise<void> => {
    for (const entry of await readFolder(path.join(root, folder), folder, report)) {
      if (files.length >= limits.files) {
        report('too-many-files', { detail: `more than ${limits.files}` });
        return;
      }
      const name = entry.name.toString();
      const place = folder === '' ? name : `${folder}/${name}`;
      if (!isUtf8(entry.name)) {
        report('file-name-unsafe', { name: place, detail: 'not UTF-8' });
        continue;
      }
      const file = await describe(path.join(root, place), place, entry);
      if (file) files.push(file);
      if (file?.type === 'directory' && deeper(place)) await list(place, (inner) => folder === '' && inner.startsWith('blobs/'));
    }
  };
  await list('', (place) => place === 'blobs');
  return files;
}

async function readFolder(folder: string, place: string, report: Report): Promise<Dirent<Buffer>[]> {
  try {
    return await readdir(folder, { withFileTypes: true, encoding: 'buffer' });
  } catch (error) {
    report('file-unreadable', { name: place, detail: (error as NodeJS.ErrnoException).code ?? String(error) });
    return [];
  }
}

async function describe(file: string, place: string, entry: Dirent<Buffer>): Promise<LayoutFile | undefined> {
  try {
    const stat = await lstat(file);
    const type = typeOf(stat);
    return { path: place, type, size: type === 'file' ? stat.size : 0, ...(type === 'symbolic-link' && { link: await readlink(file) }) };
  } catch {
    // Gone since, or not ours to look at.
    return { path: place, type: typeOf(entry), size: 0 };
  }
}

type Kind = Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink' | 'isFIFO' | 'isSocket' | 'isBlockDevice' | 'isCharacterDevice'>;

function typeOf(kind: Kind): FileType {
  if (kind.isFile()) return 'file';
  if (kind.isDirectory()) return 'directory';
  if (kind.isSymbolicLink()) return 'symbolic-link';
  if (kind.isFIFO()) return 'fifo';
  if (kind.isSocket()) return 'socket';
  return kind.isBlockDevice() || kind.isCharacterDevice() ? 'device' : 'other';
}
