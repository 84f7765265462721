import { createHash } from 'node:crypto';
import { createGzip } from 'node:zlib';
import { Readable } from 'node:stream';
import { writeTar } from '../src/index.ts';

/** Tar archives and gzip streams that are made while they are read: nothing of them is ever held. */
export function* madeTar(entries: number, contentBytes: number): Generator<Buffer> {
  const content = Buffer.alloc(contentBytes);
  for (let at = 0; at + 4 <= content.length; at += 4) content.writeUInt32LE(Math.imul(at ^ 0x9e3779b9, 0x85ebca6b) >>> 0, at);
  for (let at = 0; at < entries; at += 50) {
    yield writeTar(Array.from({ length: 50 }, (_, next) => ({ name: `some/folder/of-many/file-${at + next}`, content })), { endBlocks: 0 });
  }
  yield writeTar([]);
}

/** The same compressed. */
export const madeGzip = (entries: number, contentBytes: number): AsyncIterable<Buffer> =>
  Readable.from(madeTar(entries, contentBytes)).pipe(createGzip({ level: 1 }));

/** A digest of what is made. */
export function digestOf(parts: Iterable<Uint8Array>): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
