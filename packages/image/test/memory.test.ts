import { expect, test } from 'vitest';
import { analyseBlob } from '../src/blob/analyse-blob.ts';
import { createBudget } from '../src/blob/budget.ts';
import { digestThreads } from '../src/blob/digest-threads.ts';
import { fromIterable } from '../src/bytes/byte-reader.ts';
import { defaultLimits } from '../src/limits.ts';
import { digestOf, madeGzip, madeTar } from './made-tar.ts';

const megabyte = 1024 ** 2;

/** Reads a blob as it is made, and tells by how much memory grew at most meanwhile. */
async function readMade(source: AsyncIterable<Uint8Array>, threads: number) {
  const pool = digestThreads(threads);
  const before = process.memoryUsage().rss;
  let peak = before;
  let entries = 0;
  const onEntry = () => {
    if (++entries % 100 === 0) peak = Math.max(peak, process.memoryUsage().rss);
  };
  try {
    const facts = await analyseBlob({
      path: 'blobs/sha256/x',
      source: fromIterable(source),
      size: 300 * megabyte,
      depth: 'full',
      onEntry,
      limits: defaultLimits,
      threads: pool,
      budget: createBudget(defaultLimits),
    });
    return { facts, growth: (peak - before) / megabyte };
  } finally {
    await pool.close();
  }
}

async function* asyncly(parts: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* parts;
}

test('memory does not grow with the size of a layer', { timeout: 120_000 }, async () => {
  const tar = await readMade(asyncly(madeTar(3000, 100_000)), 1);
  expect(tar.facts).toMatchObject({ tar: { entries: 3000, contentBytes: 300_000_000, complete: true }, problems: [] });
  expect(tar.facts.digests.sha256).toBe(digestOf(madeTar(3000, 100_000)));
  expect(tar.growth).toBeLessThan(150);

  const packed = await readMade(madeGzip(3000, 100_000), 1);
  expect(packed.facts).toMatchObject({ tar: { entries: 3000, complete: true }, problems: [] });
  expect(packed.facts.decompressed?.digests.sha256).toBe(tar.facts.digests.sha256);
  expect(packed.growth).toBeLessThan(150);
});

test('memory does not grow with the number of entries', { timeout: 120_000 }, async () => {
  const { facts, growth } = await readMade(asyncly(madeTar(200_000, 1)), 0);
  expect(facts).toMatchObject({ tar: { entries: 200_000, complete: true }, problems: [] });
  expect(growth).toBeLessThan(150);
});
