import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { ByteSource } from '../bytes/byte-reader.ts';

const chunkBytes = 1024 ** 2;

/** The bytes of a regular file from `start`; links are not followed, and nothing else is ever waited for. */
export function fileSource(file: string, { start = 0, length = Number.POSITIVE_INFINITY, followLinks = false } = {}): Required<ByteSource> {
  let handle: FileHandle | undefined;
  let buffer: Buffer | undefined;
  let at = start;
  let size = Number.POSITIVE_INFINITY;
  const end = (): number => Math.min(start + length, size);
  return {
    async next() {
      if (handle === undefined) {
        // A pipe or device that was put there meanwhile must not be opened so that it blocks.
        handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK | (followLinks ? 0 : constants.O_NOFOLLOW));
        const stat = await handle.stat();
        if (!stat.isFile()) throw Object.assign(new Error('is not a regular file'), { code: 'ENOTFILE' });
        size = stat.size;
      }
      // What grows while it is read is read no further than it was; so are files whose size says nothing.
      const wanted = Math.min(chunkBytes, Math.max(0, end() - at));
      if (wanted === 0) return undefined;
      buffer ??= Buffer.allocUnsafeSlow(wanted);
      const { bytesRead } = await handle.read(buffer, 0, Math.min(wanted, buffer.length), at);
      at += bytesRead;
      return bytesRead === 0 ? undefined : buffer.subarray(0, bytesRead);
    },
    skip(count) {
      const skipped = Math.max(0, Math.min(count, end() - at));
      at += skipped;
      return skipped;
    },
    async close() {
      await handle?.close();
    },
  };
}
