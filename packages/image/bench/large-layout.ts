import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { draftLayout, writeTar } from '../src/index.ts';
import type { DescriptorDraft } from '../src/index.ts';

const cache = path.resolve(import.meta.dirname, '../../../node_modules/.cache/specproof-bench');
const megabyte = 1024 ** 2;

/** Bytes of content of the four layers: together as large as the image of a language runtime with its tools. */
const layerBytes = [340, 170, 160, 160].map((count) => count * megabyte);

/** A layout of four gzip layers and tens of thousands of files, made once: text, and a quarter of what does not compress. */
export async function largeLayout(): Promise<{ folder: string; layers: string[] }> {
  const folder = path.join(cache, 'large-layout-2');
  const list = (): string[] => JSON.parse(readFileSync(path.join(folder, 'layers.json'), 'utf8')) as string[];
  if (existsSync(folder)) return { folder, layers: list().map((file) => path.join(folder, file)) };
  const made = `${folder}.new`;
  rmSync(made, { recursive: true, force: true });
  mkdirSync(path.join(made, 'blobs/sha256'), { recursive: true });
  const pool = contentPool();
  const layers: { descriptor: DescriptorDraft; diffId: string }[] = [];
  for (const [at, bytes] of layerBytes.entries()) layers.push(await writeLayer(made, pool, bytes, at));
  const draft = draftLayout();
  const image = draft.addImage({
    layers: [],
    config: { rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) } },
    manifest: { layers: layers.map(({ descriptor }) => descriptor) },
  });
  for (const [file, content] of draft.files([image])) writeFileSync(path.join(made, file), content);
  writeFileSync(path.join(made, 'layers.json'), JSON.stringify(layers.map(({ descriptor }) => `blobs/${descriptor.digest.replace(':', '/')}`)));
  renameSync(made, folder);
  return { folder, layers: list().map((file) => path.join(folder, file)) };
}

/** Writes one layer and tells what it is. */
async function writeLayer(folder: string, pool: readonly Buffer[], bytes: number, seed: number): Promise<{ descriptor: DescriptorDraft; diffId: string }> {
  const file = path.join(folder, `layer-${seed}`);
  const packed = createHash('sha256');
  const plain = createHash('sha256');
  let size = 0;
  await pipeline(
    Readable.from(layerParts(pool, bytes, seed)),
    async function* hashPlain(parts: AsyncIterable<Buffer>) {
      for await (const part of parts) {
        plain.update(part);
        yield part;
      }
    },
    createGzip({ level: 5, chunkSize: megabyte }),
    async function* hashPacked(parts: AsyncIterable<Buffer>) {
      for await (const part of parts) {
        packed.update(part);
        size += part.length;
        yield part;
      }
    },
    createWriteStream(file),
  );
  const digest = packed.digest('hex');
  renameSync(file, path.join(folder, 'blobs/sha256', digest));
  return { descriptor: { mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', digest: `sha256:${digest}`, size }, diffId: `sha256:${plain.digest('hex')}` };
}

const sizes = [300, 900, 2000, 4000, 9000, 20_000, 40_000, 220_000];

/** Archives of a hundred files each, without their ends. */
function* layerParts(pool: readonly Buffer[], bytes: number, seed: number): Generator<Buffer> {
  const random = generator(seed + 1);
  let written = 0;
  for (let batch = 0; written < bytes; batch++) {
    const entries = Array.from({ length: 100 }, (_, at) => {
      const source = pool[Math.floor(random() * pool.length)] ?? Buffer.alloc(0);
      const length = Math.floor((sizes[Math.floor(random() * sizes.length)] ?? 0) * (0.5 + random()));
      const start = Math.floor(random() * (source.length - length));
      return { name: `usr/lib/package-${seed}-${batch}/file-${at}.txt`, content: source.subarray(start, start + length), mtime: 1_700_000_000 + at, mode: 0o644 };
    });
    const part = writeTar(entries, { endBlocks: 0 });
    written += part.length;
    yield part;
  }
  yield writeTar([]);
}

/** Text of made-up words, and noise. */
function contentPool(): Buffer[] {
  const random = generator(99);
  const words = Array.from({ length: 3000 }, () => Array.from({ length: 2 + Math.floor(random() * 6) }, () => String.fromCharCode(97 + Math.floor(random() ** 1.5 * 26))).join(''));
  const text = Buffer.from(Array.from({ length: 2_000_000 }, () => words[Math.floor(random() ** 3 * words.length)]).join(' '));
  const noise = Buffer.alloc(8 * megabyte);
  for (let at = 0; at < noise.length; at += 4) noise.writeUInt32LE(Math.floor(random() * 2 ** 32), at);
  return [text, text, text, noise];
}

/** Numbers from 0 to 1, the same every time (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}
