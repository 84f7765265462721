import { gzipSync } from 'node:zlib';

export type WrittenCompression = 'none' | 'gzip' | 'zstd';

/** Packs content. zstd comes without any compression: its blocks are stored as they are. */
export function compress(content: Uint8Array, compression: WrittenCompression): Buffer {
  if (compression === 'gzip') return gzipSync(content, { level: 6 });
  return compression === 'zstd' ? storeAsZstd(content) : Buffer.from(content);
}

const largestBlock = 128 * 1024;

/** One zstd frame of raw blocks. */
function storeAsZstd(content: Uint8Array): Buffer {
  const parts = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xc0 | 0x20])];
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(content.length));
  parts.push(size);
  for (let at = 0; at === 0 || at < content.length; at += largestBlock) {
    const block = content.subarray(at, at + largestBlock);
    const header = Buffer.alloc(3);
    header.writeUIntLE((block.length << 3) | (at + largestBlock >= content.length ? 1 : 0), 0, 3);
    parts.push(header, Buffer.from(block));
  }
  return Buffer.concat(parts);
}
