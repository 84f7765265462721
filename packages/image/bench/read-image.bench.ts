import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { analyseImage, imageLayout, openImage, packLayout, readImage } from '../src/index.ts';
import { largeLayout } from './large-layout.ts';

const { folder, layers } = await largeLayout();
const largest = layers.toSorted((a, b) => statSync(b).size - statSync(a).size).slice(0, 1);
const shell = (line: string): string[] => ['sh', '-c', line];

const block = Buffer.alloc(512 * 1024, 'content');

/** What cannot be saved, one thing after the other, so that no second core is used: decompressing, and both digests. */
async function gunzipAndHash(files: readonly string[]): Promise<void> {
  const open = (file: string) => createReadStream(file, { highWaterMark: block.length });
  for (const file of files) {
    let size = 0;
    for await (const bytes of open(file).pipe(createGunzip({ chunkSize: block.length })) as AsyncIterable<Buffer>) size += bytes.length;
    const packed = createHash('sha256');
    for await (const bytes of open(file) as AsyncIterable<Buffer>) packed.update(bytes);
    const plain = createHash('sha256');
    for (let at = 0; at < size; at += block.length) plain.update(block.subarray(0, size - at));
    packed.digest();
    plain.digest();
  }
}

async function read(depth: 'full' | 'digests' | 'shallow'): Promise<void> {
  let entries = 0;
  const { facts, graph } = await readImage(await openImage(folder), { depth, onLayer: () => () => void entries++ });
  const sound = graph.images[0]?.layers.every(({ target }) => target !== undefined && (depth !== 'full' || facts.blobs.get(target)?.decompressed?.complete));
  if (!sound || (depth === 'full' && entries < 10_000)) throw new Error('the image was not read');
}

const small = packLayout(imageLayout());
async function* smallStream(): AsyncGenerator<Uint8Array> {
  yield small;
}

const floor = 'gunzip and SHA-256';

// In processes of their own: what a child is said to have held is no less than its parent did.
const all = 'one run: all layers';
const one = 'one run: the largest layer';
const once = (name: string, role: string): string[] => ['node', 'tools/bench/run-once.mjs', 'packages/image/bench/read-image.bench.ts', name, role];

export default [
  {
    name: 'large layout, against half of all its layers in one thread',
    floor: { name: floor, command: once(all, 'floor') },
    subject: { name: 'everything', command: once(all, 'subject') },
    limit: { ratio: 0.65, mb: 200 },
    rounds: 5,
  },
  {
    name: 'large layout, against its largest layer alone',
    floor: { name: floor, command: once(one, 'floor') },
    subject: { name: 'everything', command: once(all, 'subject') },
    rounds: 5,
  },
  {
    name: 'large layout, against the usual commands',
    floor: { name: 'gzip -dc; sha256sum', command: shell(`for file in ${layers.join(' ')}; do gzip -dc $file > /dev/null; done; sha256sum ${layers.join(' ')} > /dev/null`) },
    subject: { name: 'everything', run: () => read('full') },
    limit: { ratio: 0.65 },
    rounds: 3,
  },
  { name: 'large layout, digests only', subject: { name: 'digests', run: () => read('digests') }, rounds: 3 },
  { name: 'large layout, no layer opened', subject: { name: 'shallow', run: () => read('shallow') }, limit: { ms: 50 } },
  {
    name: 'small image from a stream',
    subject: { name: 'everything', run: async () => void (await analyseImage(await openImage(smallStream()))) },
    limit: { ms: 20 },
  },
  { name: all, floor: { name: floor, run: () => gunzipAndHash(layers) }, subject: { name: 'everything', run: () => read('full') }, rounds: 1 },
  { name: one, floor: { name: floor, run: () => gunzipAndHash(largest) }, subject: { name: 'everything', run: () => read('full') }, rounds: 1 },
];
