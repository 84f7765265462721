import { createReadStream } from 'node:fs';
import type { Stats } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { SpecproofError } from '@specproof/model';
import { fromIterable } from '../bytes/byte-reader.ts';
import { blockSize, isTarHeader } from '../tar/tar-header.ts';
import { fileArchive, streamArchive } from './archive.ts';
import { folderImage } from './folder.ts';
import type { OpenedImage } from './opened-image.ts';

export interface OpenImageOptions {
  /** What messages call a stream. */
  name?: string;
}

/**
 * Opens an image: a layout folder, a layout archive (`.tar`, `.tar.gz`, `.tar.zst`), or a stream of one, such as `process.stdin`.
 * Throws `IO` where there is nothing to read.
 * @example
 * const image = await openImage('./layout');
 */
export async function openImage(source: string | AsyncIterable<Uint8Array>, { name = 'standard input' }: OpenImageOptions = {}): Promise<OpenedImage> {
  if (typeof source !== 'string') return streamArchive(name, fromIterable(source));
  const found = await statSource(source);
  if (found.isDirectory()) return folderImage(source);
  if (found.isFile() && (await isPlainTar(source))) return fileArchive(source);
  // A person who names a pipe wants it read.
  return streamArchive(source, fromIterable(createReadStream(source, { highWaterMark: 512 * 1024 })));
}

async function statSource(source: string): Promise<Stats> {
  try {
    return await stat(source);
  } catch (cause) {
    throw cannotRead(source, cause);
  }
}

async function isPlainTar(file: string): Promise<boolean> {
  try {
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(blockSize));
      return isTarHeader(buffer.subarray(0, bytesRead));
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw cannotRead(file, cause);
  }
}

/** What is told where the source itself fails. */
export const cannotRead = (source: string, cause: unknown): SpecproofError =>
  new SpecproofError('IO', `${source} cannot be read: ${(cause as Error).message}. Give the folder of an image layout, or an archive of one.`, { cause });
