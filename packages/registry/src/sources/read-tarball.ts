/// <reference path="./tar-stream.d.ts" />
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { formatBytes } from './limits.ts';
import { runCommand } from './run-command.ts';
import { pinsOf } from './source.ts';
import type { FetchRequest } from './source.ts';
import { sha256 } from './source-file.ts';

/**
 * The wanted files of a tarball, plain or packed with gzip or xz, whatever folder they lie in.
 * Nothing is written anywhere; links, devices and names that leave the tarball are passed over.
 */
export async function readTarball(tarball: Uint8Array, request: FetchRequest, env: NodeJS.ProcessEnv): Promise<ReadonlyMap<string, Uint8Array>> {
  const folders = await readEntries(await unpack(tarball, request, env), request);
  const pins = pinsOf(request.version);
  const fitting = ([, files]: [string, Map<string, Uint8Array>]): number => [...files].filter(([path, content]) => sha256(content) === pins[path]).length;
  // A repository may hold copies of the documents elsewhere; the tarball may hold several versions.
  const [best] = [...folders].sort((a, b) => fitting(b) - fitting(a) || b[1].size - a[1].size);
  if (best === undefined) throw new Error('has none of the documents');
  return best[1];
}

async function unpack(tarball: Uint8Array, { limits, signal }: FetchRequest, env: NodeJS.ProcessEnv): Promise<Uint8Array> {
  const maxBytes = limits.unpackedBytes;
  if (startsWith(tarball, [0x1f, 0x8b])) {
    try {
      return await promisify(gunzip)(tarball, { maxOutputLength: maxBytes });
    } catch (cause) {
      const tooLarge = (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
      throw new Error(tooLarge ? `unpacks to more than ${formatBytes(maxBytes)}` : `is damaged: ${(cause as Error).message}`, { cause });
    }
  }
  if (startsWith(tarball, [0xfd, 0x37, 0x7a, 0x58, 0x5a])) {
    return runCommand('xz', ['--decompress', '--stdout'], { env, input: tarball, timeoutMs: limits.transferMs, maxBytes, signal });
  }
  return tarball;
}

const startsWith = (content: Uint8Array, magic: readonly number[]): boolean => magic.every((byte, index) => content[index] === byte);

/** Wanted files by the folder they lie in. */
async function readEntries(tar: Uint8Array, { paths, limits }: FetchRequest): Promise<Map<string, Map<string, Uint8Array>>> {
  // Most commands read from the cache and never need it.
  const { extract } = await import('tar-stream');
  const folders = new Map<string, Map<string, Uint8Array>>();
  return new Promise((resolve, reject) => {
    const reader = extract();
    const taken: Promise<void>[] = [];
    reader.on('entry', ({ name, type, size }, content, next) => {
      const homes = type === 'file' || type === 'contiguous-file' ? homesOf(name, paths) : [];
      if (homes.length > 0 && size > limits.fileBytes) {
        reject(new Error(`${name} is larger than ${formatBytes(limits.fileBytes)}`));
        reader.destroy();
        return;
      }
      const take = collect(content).then((bytes) => {
        for (const { folder, path } of homes) {
          const files = folders.get(folder) ?? new Map<string, Uint8Array>();
          folders.set(folder, files.set(path, bytes));
        }
      });
      taken.push(take);
      take.then(() => next(), next);
    });
    reader.on('error', (error: Error) => reject(new Error(`is damaged: ${error.message}`, { cause: error })));
    // A tarball without an end mark is finished before its last entry is taken.
    reader.on('finish', () => Promise.all(taken).then(() => resolve(folders), reject));
    reader.end(tar);
  });
}

/** Where an entry would have to be unpacked to be one of the wanted files: `a/b/c.md` is `c.md` in `a/b`, too. */
function homesOf(name: string, paths: ReadonlySet<string>): { folder: string; path: string }[] {
  const parts = name.replace(/^(?:\.\/)+/u, '').split('/');
  if (parts.includes('..') || parts[0] === '') return [];
  return parts
    .map((_, depth) => ({ folder: parts.slice(0, depth).join('/'), path: parts.slice(depth).join('/') }))
    .filter(({ path }) => paths.has(path));
}

async function collect(content: Readable): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}
