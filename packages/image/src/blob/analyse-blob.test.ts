import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBlob, show } from '../../test/read-bytes.ts';
import { compress } from '../write/compress.ts';
import { writeTar } from '../write/write-tar.ts';

const hash = (bytes: Uint8Array, algorithm = 'sha256') => createHash(algorithm).update(bytes).digest('hex');
const tar = writeTar([{ name: 'a', content: 'hello '.repeat(1000) }, { name: 'b', content: 'bye' }]);
const problemsOf = async (bytes: Uint8Array, limits = {}) => (await readBlob(bytes, { limits })).problems.map(show);

test.each(['none', 'gzip', 'zstd'] as const)('a tar archive is told with its digests, compressed with %s', async (compression) => {
  const packed = compress(tar, compression);
  const { digests, size, decompressed, tar: facts, problems, compression: seen } = await readBlob(packed, { chunk: 100 });
  expect({ digests, size, seen, problems }).toEqual({ digests: { sha256: hash(packed) }, size: packed.length, seen: compression, problems: [] });
  expect(facts).toMatchObject({ entries: 2, complete: true });
  expect(decompressed).toEqual(compression === 'none' ? undefined : { size: tar.length, digests: { sha256: hash(tar) }, parts: 1, complete: true });
});

test('SHA-512 is computed where the path asks for it, of the decompressed content too', async () => {
  const packed = compress(tar, 'gzip');
  const { digests, decompressed } = await readBlob(packed, { path: 'blobs/sha512/x' });
  expect(digests).toEqual({ sha256: hash(packed), sha512: hash(packed, 'sha512') });
  expect(decompressed?.digests).toEqual({ sha256: hash(tar), sha512: hash(tar, 'sha512') });
});

test('threads compute the same', async () => {
  const large = writeTar([{ name: 'a', content: Buffer.alloc(9_000_000, 'some bytes') }]);
  const packed = gzipSync(large, { level: 0 });
  const [here, there] = await Promise.all([readBlob(packed), readBlob(packed, { threads: 2, chunk: 700_000 })]);
  expect({ ...there, entries: [] }).toEqual({ ...here, entries: [] });
  expect(there.decompressed?.digests.sha256).toBe(hash(large));
});

test('other content is told by its digest alone', async () => {
  for (const bytes of [Buffer.from('text'), Buffer.alloc(0), Buffer.from([0, 1, 2]), Buffer.alloc(600, 1)]) {
    expect(await readBlob(bytes)).toMatchObject({ digests: { sha256: hash(bytes) }, size: bytes.length, compression: 'none', problems: [] });
  }
  expect((await readBlob(Buffer.alloc(1024))).tar).toEqual({ entries: 0, types: {}, contentBytes: 0, complete: true });
  expect(await problemsOf(Buffer.from('BZh91AY'))).toEqual(['compression-unknown | blobs/sha256/x | bzip2']);
});

test('gzip members follow each other, large and small, with everything a header may have', async () => {
  const member = (bytes: Uint8Array, flags: number, more: Buffer) => {
    const whole = gzipSync(bytes);
    whole[3] = flags;
    return Buffer.concat([whole.subarray(0, 10), more, whole.subarray(10)]);
  };
  const third = Math.ceil(tar.length / 3);
  const packed = Buffer.concat([
    member(tar.subarray(0, third), 4 | 8 | 16 | 2, Buffer.concat([Buffer.from([3, 0, 1, 2, 3]), Buffer.from('name\0comment\0'), Buffer.from([9, 9])])),
    gzipSync(Buffer.alloc(0)),
    ...Array.from({ length: third }, (_, at) => gzipSync(tar.subarray(third + at, third + at + 1))).slice(0, third),
    gzipSync(tar.subarray(2 * third)),
  ]);
  for (const chunk of [1_000_000, 1000, 17]) {
    const { decompressed, problems } = await readBlob(packed, { chunk });
    expect({ ...decompressed, problems }).toEqual({ parts: third + 3, complete: true, size: tar.length, digests: { sha256: hash(tar) }, problems: [] });
  }
});

test('gzip that is cut off or changed is told of, and its digest is still right', async () => {
  const packed = gzipSync(tar);
  const kinds = async (bytes: Uint8Array) => {
    const { problems, digests, decompressed } = await readBlob(bytes);
    expect(digests.sha256).toBe(hash(bytes));
    expect(decompressed?.complete).toBe(false);
    return problems.map(({ kind }) => kind).filter((kind) => kind.startsWith('compression'));
  };
  for (const length of [2, 9, 10, 30, packed.length - 9, packed.length - 8, packed.length - 1]) expect([length, await kinds(packed.subarray(0, length))]).toEqual([length, ['compression-truncated']]);
  const changed = (at: number) => {
    const copy = Buffer.from(packed);
    copy[at] = (copy[at] ?? 0) ^ 0xff;
    return copy;
  };
  expect(await kinds(changed(packed.length - 1))).toEqual(['compression-checksum']);
  expect(await kinds(changed(packed.length - 8))).toEqual(['compression-checksum']);
  expect(await kinds(changed(2))).toEqual(['compression-damaged']);
  expect(await kinds(Buffer.concat([packed.subarray(0, 10), Buffer.alloc(50, 0xff)]))).toEqual(['compression-damaged']);
});

test('what follows compressed content is told of, and does no harm to it', async () => {
  for (const packed of [gzipSync(tar), compress(tar, 'zstd')]) {
    for (const [more, said] of [[Buffer.from('garbage'), '7 bytes'], [Buffer.alloc(600), '600 bytes'], [Buffer.from([0x1f]), '1 bytes']] as const) {
      const { problems, decompressed } = await readBlob(Buffer.concat([packed, more]));
      expect(problems.map(({ kind, offset, detail }) => [kind, offset, detail?.slice(0, said.length)])).toEqual([['compression-trailing', packed.length, said]]);
      expect(decompressed).toMatchObject({ parts: 1, complete: true, digests: { sha256: hash(tar) } });
    }
  }
});

const hasZstd = spawnSync('zstd', ['--version']).status === 0;

// Its own program is what people compress with; without it there is nothing to compare with.
test.skipIf(!hasZstd)('zstd as its own program writes it is read', async () => {
  const content = Buffer.concat([tar, Buffer.alloc(3_000_000, 'text that repeats '), Buffer.from(Array.from({ length: 300_000 }, (_, at) => (at * at) % 251))]);
  for (const level of ['-1', '-3', '-19', '--check', '--no-check', '--long=24']) {
    const { stdout } = spawnSync('zstd', ['-q', level, '-c'], { input: content, maxBuffer: 1e8 });
    const frames = Buffer.concat([stdout, Buffer.from([0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3]), stdout]);
    const { decompressed, problems } = await readBlob(frames, { chunk: 5000 });
    expect(problems.map(({ kind }) => kind)).toEqual(['tar-trailing']);
    expect(decompressed).toEqual({ parts: 3, complete: true, size: 2 * content.length, digests: { sha256: hash(Buffer.concat([content, content])) } });
  }
});

test('zstd that is cut off or changed is told of', async () => {
  const packed = compress(Buffer.concat([tar, Buffer.alloc(200_000)]), 'zstd');
  for (const length of [5, 10, 13, 16, 200, packed.length - 1]) expect((await problemsOf(packed.subarray(0, length)))[0]?.split(' ')[0]).toBe('compression-truncated');
  const changed = (at: number, to: number) => {
    const copy = Buffer.from(packed);
    copy[at] = to;
    return copy;
  };
  expect((await problemsOf(changed(5, 0)))[0]).toMatch(/^compression-checksum .* promises/u);
  expect((await problemsOf(changed(13, 7)))[0]).toMatch(/^compression-damaged .* a block that cannot be/u);
  expect(await problemsOf(Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x01, 0x50, 9, 1, 0, 0]))).toEqual(['compression-damaged | blobs/sha256/x | frame 0 needs a dictionary']);
});

test('a zstd frame gets no more memory than is given, and tiny blocks do not go on for ever', async () => {
  const frame = (window: number, blocks: Buffer) => Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, window]), blocks]);
  expect(await problemsOf(frame(0xff, Buffer.from([1, 0, 0])))).toEqual(['compression-window | blobs/sha256/x | 4123168604160 bytes, and at most 134217728 are given']);
  const tiny = Buffer.concat([...Array.from({ length: 1100 }, () => Buffer.from([8, 0, 0, 65])), Buffer.from([1, 0, 0])]);
  expect(await problemsOf(frame(0x68, tiny))).toEqual(['compression-bomb | blobs/sha256/x | blocks far smaller than their window of 8388608 bytes']);
  const frames = Buffer.concat(Array.from({ length: 200 }, () => frame(0x80, Buffer.from([1, 0, 0]))));
  expect(await problemsOf(frames)).toEqual(['compression-bomb | blobs/sha256/x | blocks far smaller than their window of 67108864 bytes']);
});

test('bombs are given up, and what was read so far is told', async () => {
  const limits = { ratio: 50, ratioFrom: 1_000_000, unpackedBytes: 3_000_000 };
  const zeros = gzipSync(writeTar([{ name: 'zeros', content: Buffer.alloc(20_000_000) }]));
  expect(await problemsOf(zeros, limits)).toEqual(['compression-bomb | blobs/sha256/x | more than 50 bytes out of one', 'tar-truncated | blobs/sha256/x | 0 | zeros | 19000512 bytes of content are missing']);
  const noise = Buffer.from(Array.from({ length: 400_000 }, (_, at) => Math.imul(at, at ^ 0x9e37) >>> 7));
  const large = gzipSync(Buffer.concat(Array.from({ length: 10 }, () => noise)), { level: 0 });
  const { problems, digests } = await readBlob(large, { limits });
  expect(problems.map(show)).toEqual(['compression-bomb | blobs/sha256/x | more than 3000000 bytes']);
  expect(digests.sha256).toBe(hash(large));
  expect(await problemsOf(large, { totalUnpackedBytes: 1_000_000 })).toEqual(['compression-bomb | blobs/sha256/x | all blobs together more than 1000000 bytes']);
  const rle = Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0x40]), ...Array.from({ length: 100 }, () => Buffer.from([0x02, 0, 0x10, 0])), Buffer.from([1, 0, 0])]);
  expect(await problemsOf(rle, { ...limits, unpackedBytes: 1e9 })).toEqual(['compression-bomb | blobs/sha256/x | more than 50 bytes out of one']);
});

test('JSON is kept, with its oddities apart from what is wrong with the blob', async () => {
  const odd = Buffer.from(' {"a": 1, "a": 2}');
  const { json, problems } = await readBlob(odd);
  expect(problems).toEqual([]);
  expect({ ...json, problems: json?.problems.map(show) }).toEqual({ bytes: odd, value: { a: 2 }, problems: ['json-duplicate-key | blobs/sha256/x | /a'] });
  expect((await readBlob(Buffer.from('[1, 2, 3]'), { limits: { jsonBytes: 5 } })).json).toEqual({ problems: [{ kind: 'json-too-large', path: 'blobs/sha256/x', detail: '9 bytes' }] });
});

test('no bytes make the reader throw', { timeout: 120_000 }, async () => {
  const starts = [Buffer.alloc(0), Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]), Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58, 5, 0, 0])];
  const whole = [gzipSync(tar), compress(tar, 'zstd'), tar, deflateRawSync(tar)];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 400 }), async (start, bytes, chunk) => {
      const all = Buffer.concat([start, bytes]);
      expect((await readBlob(all, { chunk })).digests.sha256).toBe(hash(all));
    }),
    { numRuns: 300 },
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...whole), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }), fc.nat(), async (bytes, changes, cut) => {
      const copy = Buffer.from(bytes);
      for (const [at, to] of changes) copy[at % copy.length] = to;
      const all = copy.subarray(0, copy.length - (cut % 3 === 0 ? cut % copy.length : 0));
      expect((await readBlob(all, { chunk: 999 })).digests.sha256).toBe(hash(all));
    }),
    { numRuns: 300 },
  );
});
