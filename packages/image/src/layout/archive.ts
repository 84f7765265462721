import path from 'node:path';
import { mostUnpacked } from '../blob/budget.ts';
import { compressionOf } from '../blob/decompress.ts';
import { gunzip } from '../blob/gunzip.ts';
import { unzstd } from '../blob/unzstd.ts';
import { ByteReader, fromIterable } from '../bytes/byte-reader.ts';
import type { ByteSource } from '../bytes/byte-reader.ts';
import { readTar } from '../tar/read-tar.ts';
import type { TarEntry, TarType } from '../tar/tar-entry.ts';
import { blockSize, isTarHeader, isZeroBlock } from '../tar/tar-header.ts';
import { fileSource } from './file-source.ts';
import { isRead } from './layout-file.ts';
import type { FileType, LayoutFile, OnFile } from './layout-file.ts';
import { unknownFile } from './not-an-image.ts';
import type { OpenedImage, ReadFilesOptions } from './opened-image.ts';
import { runAll } from './run-all.ts';

/** An archive that lies in a file and is not compressed: its members can be read at the same time. */
export const fileArchive = (file: string): OpenedImage => ({
  source: file,
  form: 'archive',
  repeatable: true,
  async readFiles(onFile, options) {
    const found: { file: LayoutFile; start: number }[] = [];
    const whole = fileSource(file, { followLinks: true });
    try {
      const reader = new ByteReader(whole);
      await readMembers(reader, options, (member) => {
        found.push({ file: member, start: reader.position });
        return undefined;
      });
    } finally {
      await whole.close();
    }
    // Of members with the same name, the last is the one that counts.
    const counting = new Map(found.map((one) => [one.file.path, one]));
    for (const one of found) if (counting.get(one.file.path) !== one) await onFile(one.file);
    await runAll(
      [...counting.values()].sort((a, b) => b.file.size - a.file.size).map(({ file: member, start }) => () => {
        if (member.type !== 'file' || !isRead(member.path)) return onFile(member);
        const source = fileSource(file, { start, length: member.size, followLinks: true });
        return onFile(member, () => source)?.finally(() => source.close());
      }),
      options.concurrency,
    );
  },
});

/** An archive that is read once, as it comes: compressed, or from a pipe. Members are read one after the other. */
export const streamArchive = (source: string, bytes: ByteSource): OpenedImage => ({
  source,
  form: 'archive',
  repeatable: false,
  async readFiles(onFile, options) {
    try {
      const packed = new ByteReader(bytes);
      const compression = compressionOf(await peek(packed, blockSize));
      if (compression !== 'none' && compression !== 'gzip' && compression !== 'zstd') throw unknownFile(source, compression);
      const reader = compression === 'none' ? packed : new ByteReader(fromIterable(decompressed(packed, compression, options)));
      const head = await peek(reader, 2 * blockSize);
      if (!isTarHeader(head) && !(head.length === 2 * blockSize && isZeroBlock(head))) throw unknownFile(source, compression);
      await readMembers(reader, options, (file) => {
        if (file.type !== 'file' || !isRead(file.path)) return onFile(file);
        return onFile(file, () => memberSource(reader, file.size));
      });
    } finally {
      await bytes.close?.();
    }
  },
});

async function peek(reader: ByteReader, count: number): Promise<Uint8Array> {
  const head = await reader.read(count);
  reader.unread(head);
  return head;
}

async function* decompressed(packed: ByteReader, compression: 'gzip' | 'zstd', { limits, report, budget }: ReadFilesOptions): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of (compression === 'gzip' ? gunzip : unzstd)(packed, { limits, report })) {
    bytes += chunk.length;
    // How large the archive is may not be known.
    const most = mostUnpacked(packed.position, { ...limits, unpackedBytes: limits.totalUnpackedBytes });
    if (!budget.take(chunk.length) || bytes > most.bytes) {
      report('compression-bomb', { detail: most.said });
      return;
    }
    yield chunk;
  }
}

function memberSource(reader: ByteReader, size: number): ByteSource {
  const end = reader.position + size;
  return {
    async next() {
      const left = end - reader.position;
      if (left <= 0) return undefined;
      const bytes = await reader.next();
      if (bytes === undefined || bytes.length <= left) return bytes;
      reader.unread(bytes.subarray(left));
      return bytes.subarray(0, left);
    },
  };
}

const types: Partial<Record<TarType, FileType>> = {
  file: 'file',
  'contiguous-file': 'file',
  directory: 'directory',
  'symbolic-link': 'symbolic-link',
  'hard-link': 'hard-link',
  fifo: 'fifo',
  'character-device': 'device',
  'block-device': 'device',
};

/** Members with names that can be in a layout; tar says so of the others. */
async function readMembers(reader: ByteReader, { limits, report }: ReadFilesOptions, onMember: OnFile): Promise<void> {
  let count = 0;
  await readTar(reader, {
    limits: { ...limits, entries: Number.POSITIVE_INFINITY },
    report,
    onEntry(entry) {
      count++;
      if (count > limits.files) {
        if (count === limits.files + 1) report('too-many-files', { detail: `more than ${limits.files}` });
        return undefined;
      }
      const file = memberOf(entry);
      return file && onMember(file);
    },
  });
}

function memberOf({ name, type, size, link, sparse }: TarEntry): LayoutFile | undefined {
  const normal = path.posix.normalize(name.text).replace(/\/$/u, '');
  if (normal === '.' || normal === '' || normal.startsWith('/') || normal.split('/').includes('..') || normal.includes('\0')) return undefined;
  // A sparse member's content is not what stands in the archive.
  return { path: normal, type: sparse ? 'other' : (types[type] ?? 'other'), size, ...(link && { link: link.text }) };
}
