import { execFileSync, spawnSync } from 'node:child_process';
import { createReadStream, linkSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { isSpecproofError } from '@specproof/model';
import { expect, onTestFinished, test } from 'vitest';
import { analyseImage, draftLayout, imageLayout, openImage, packLayout, pathOf, readImage, writeLayout, writeTar } from '../src/index.ts';
import type { AnalyseImageOptions, ImageFacts } from '../src/index.ts';
import { compress } from '../src/write/compress.ts';
import { analyse, chunks, show } from './read-bytes.ts';
import { tempFolder } from './temp.ts';

const inFolder = async (files: ReadonlyMap<string, Uint8Array>) => {
  const folder = path.join(tempFolder(), 'layout');
  await writeLayout(files, folder);
  return folder;
};
const analysePath = async (source: string, options?: AnalyseImageOptions) => analyseImage(await openImage(source), options);
const messageOf = (reading: Promise<unknown>) => reading.then(() => 'no error', (error: unknown) => (isSpecproofError(error) ? `${error.code}: ${error.message}` : `unexpected ${String(error)}`));

/** What does not depend on where an image was read from. */
const comparable = ({ blobs, problems }: ImageFacts) => ({ blobs: [...blobs], problems: problems.map(show) });

const misplaced = ({ blobs }: ImageFacts) => [...blobs.values()].filter(({ path: place, digests }) => place.startsWith('blobs/') && place !== `blobs/sha256/${digests.sha256}`);

/** An image of everything: compressions, an index, an artifact, a blob of no known kind. */
function everything() {
  const draft = draftLayout();
  const image = draft.addImage({
    layers: (['none', 'gzip', 'zstd'] as const).map((compression) => ({
      compression,
      entries: [
        { name: './', type: 'directory' as const },
        { name: `./${compression}`, content: compression.repeat(500), xattrs: { 'user.a': 'b' } },
        { name: './.wh.gone' },
        { name: './again', type: 'hard-link' as const, link: `./${compression}` },
      ],
    })),
  });
  draft.addBlob('not referenced', 'text/plain', 'sha512');
  return draft.files([image, draft.addIndex([image, draft.addImage({ config: { os: 'windows' } })])]);
}

test('an archive gives what the folder gives, packed in any way and in any order', async () => {
  const files = everything();
  const expected = comparable(await analysePath(await inFolder(files)));
  expect(expected.problems).toEqual([]);
  const file = path.join(tempFolder(), 'image.tar');
  for (const compression of ['none', 'gzip', 'zstd'] as const) {
    const packed = packLayout(files, compression);
    writeFileSync(file, packed);
    expect(comparable(await analysePath(file)), compression).toEqual(expected);
    expect(comparable(await analyse(packed, {}, 1000)), compression).toEqual(expected);
  }
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...files], { minLength: files.size }), fc.integer({ min: 1, max: 5000 }), async (shuffled, chunk) => {
      expect(comparable(await analyse(packLayout(new Map(shuffled)), {}, chunk))).toEqual(expected);
    }),
    { numRuns: 30 },
  );
});

test('what tar packs from a folder is read, from a pipe too', async () => {
  const folder = await inFolder(everything());
  const expected = comparable(await analysePath(folder));
  const file = path.join(path.dirname(folder), 'image.tar.gz');
  execFileSync('tar', ['-C', folder, '-czf', file, '.']);
  expect(comparable(await analysePath(file))).toEqual(expected);
  expect(comparable(await analyseImage(await openImage(createReadStream(file))))).toEqual(expected);
  const fifo = path.join(path.dirname(folder), 'fifo');
  execFileSync('mkfifo', [fifo]);
  const writing = import('node:fs/promises').then(async ({ readFile, writeFile }) => writeFile(fifo, await readFile(file)));
  expect(comparable(await analysePath(fifo))).toEqual(expected);
  await writing;
});

test('our own images are without a problem, and so is their graph', async () => {
  const { facts, graph } = await readImage(await openImage(await inFolder(imageLayout())));
  expect([...facts.problems, ...graph.problems, ...graph.unreferenced, ...[...facts.blobs.values()].flatMap(({ problems }) => problems)]).toEqual([]);
  expect(misplaced(facts)).toEqual([]);
  const [image] = graph.images;
  const layer = facts.blobs.get(image?.layers[0]?.target ?? '');
  const config = facts.blobs.get(image?.config?.target ?? '')?.json?.value as { rootfs: { diff_ids: string[] } };
  expect(config.rootfs.diff_ids).toEqual([`sha256:${layer?.decompressed?.digests.sha256}`]);
});

test('layers give their entries to whoever asks', async () => {
  const seen: string[] = [];
  await analyse(packLayout(imageLayout()), { onLayer: () => ({ name }) => void seen.push(name.text) });
  expect(seen).toEqual(['etc/', 'etc/motd']);
});

test('what is not to be read in full is not', async () => {
  const files = imageLayout();
  const folder = await inFolder(files);
  const isLayer = ([, { compression }]: [string, { compression: string }]) => compression === 'gzip';
  const layerAt = async (options: AnalyseImageOptions) => [...(await analysePath(folder, options)).blobs].find(isLayer)?.[1];
  const full = await layerAt({});
  expect(full?.tar?.entries).toBe(2);
  expect(await layerAt({ depth: 'digests' })).toEqual({ path: full?.path, size: full?.size, digests: full?.digests, compression: 'gzip', problems: [] });
  expect(await layerAt({ depth: 'shallow' })).toEqual({ path: full?.path, size: full?.size, digests: {}, compression: 'gzip', problems: [] });
  const { blobs } = await analyse(packLayout(files), { depth: 'shallow' });
  expect([...blobs.values()].filter(({ json }) => json).length).toBe(4);
});

test('only what is selected is read in full', async () => {
  const draft = draftLayout();
  const name = (tag: string) => ({ annotations: { 'org.opencontainers.image.ref.name': tag } });
  const image = (tag: string) => draft.addImage({ layers: [{ entries: [{ name: tag }] }], descriptor: name(tag) });
  const folder = await inFolder(draft.files([image('a'), image('b')]));
  const { facts, graph } = await readImage(await openImage(folder), { selection: { tag: 'b' } });
  const wanted = graph.images.flatMap(({ layers }) => layers.map(({ target }) => target));
  expect(wanted.length).toBe(1);
  expect([...facts.blobs.values()].filter(({ tar }) => tar).map(({ path: place }) => place)).toEqual(wanted);
  expect([...facts.blobs.values()].filter(({ compression, digests }) => compression === 'gzip' && digests.sha256 === undefined).length).toBe(1);
});

test.each<[string, string[], string]>([
  ['a plain folder', ['readme.txt'], 'a folder that holds no image. An OCI image layout is a folder, or a tar archive of one, with `oci-layout`, `index.json` and `blobs`. Make one: umoci init --layout image'],
  ['a bundle', ['config.json', 'rootfs/bin'], 'a bundle for a runtime, not an OCI image layout. Name the image that it was made of.'],
  ["skopeo's dir:", ['manifest.json', 'version', 'abc'], "a folder written by skopeo's dir: transport, not an OCI image layout. Convert it: skopeo copy dir:SOURCE oci:image:latest"],
  ['an unpacked docker-archive', ['manifest.json', 'abc/layer.tar'], 'an unpacked docker-archive, not an OCI image layout. Pack it and convert it: tar -C SOURCE -cf image.tar . && skopeo copy docker-archive:image.tar oci:image:latest'],
])('%s is told what it is', async (_, names, expected) => {
  const folder = path.join(tempFolder(), 'source');
  for (const name of names) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), '{}');
  }
  expect(await messageOf(analysePath(folder))).toBe(`INVALID_FILE: ${folder} is ${expected.replaceAll('SOURCE', folder)}`);
});

test('archives of something else are told what they are', async () => {
  const archive = (...names: string[]) => writeTar(names.map((name) => ({ name, content: '{}' })));
  expect(await messageOf(analyse(archive('abc.json', 'abc/layer.tar', 'manifest.json', 'repositories')))).toBe(
    'INVALID_FILE: standard input is a docker-archive (as written by docker save), not an OCI image layout. Convert it: skopeo copy docker-archive:standard input oci:image:latest',
  );
  expect(await messageOf(analyse(archive('layout/index.json', 'layout/oci-layout')))).toBe(
    "INVALID_FILE: standard input is an archive whose layout lies in its folder layout. Pack the folder's content instead: tar -C layout -cf image.tar .",
  );
  expect(await messageOf(analyse(archive('bin/sh')))).toMatch(/^INVALID_FILE: standard input is a tar archive that holds no image: a single layer, perhaps\. /u);
  expect(await messageOf(analyse(Buffer.from('text')))).toMatch(/^INVALID_FILE: standard input is no tar archive\. /u);
  expect(await messageOf(analyse(compress(Buffer.from('text'), 'gzip')))).toMatch(/^INVALID_FILE: standard input is no tar archive once it is decompressed \(gzip\)\. /u);
  expect(await messageOf(analyse(Buffer.from('BZh91AY')))).toBe('INVALID_FILE: standard input is compressed with bzip2. Decompress it first, or pack it with gzip or zstd.');
  expect(await messageOf(openImage('/nowhere/at/all'))).toMatch(/^IO: \/nowhere\/at\/all cannot be read: ENOENT/u);
});

test('docker-archives that are layouts too are read as such', async () => {
  const files = imageLayout();
  files.set('manifest.json', Buffer.from('[]'));
  expect((await analyse(packLayout(files))).problems).toEqual([]);
});

test('what a layout lacks is told', async () => {
  const { problems } = await analyse(writeTar([{ name: 'index.json', content: '{}' }]));
  expect(problems.map(show)).toEqual(['file-missing | . | oci-layout', 'file-missing | . | blobs']);
});

test('nothing but files is opened in a folder, and nothing outside', { timeout: 20_000 }, async () => {
  const files = imageLayout();
  const folder = await inFolder(files);
  const outside = path.join(path.dirname(folder), 'secret');
  writeFileSync(outside, '{"secret": true}');
  const blob = (name: string) => path.join(folder, 'blobs/sha256', name);
  symlinkSync(outside, blob('absolute'));
  symlinkSync('../../../secret', blob('relative'));
  symlinkSync('/dev/zero', blob('endless'));
  symlinkSync('circle', blob('circle'));
  symlinkSync('nothing', blob('nothing'));
  symlinkSync('..', blob('folder'));
  execFileSync('mkfifo', [blob('fifo')]);
  mkdirSync(blob('deeper'));
  writeFileSync(path.join(blob('deeper'), 'x'), 'x');
  const server = createServer().listen(blob('socket'));
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/blobs/sha256/`), Buffer.from([0xff])]), 'x');
  symlinkSync('sha256', path.join(folder, 'blobs/sha512'));
  const device = spawnSync('mknod', [blob('null'), 'c', '1', '3']).status === 0;

  const { problems, blobs } = await analysePath(folder);
  expect(blobs.size).toBe(files.size);
  expect(problems.map(show).sort()).toEqual(
    [
      'file-name-unsafe | . | blobs/sha256/\uFFFD | not UTF-8',
      'file-not-regular | . | blobs/sha256/deeper | directory',
      'file-not-regular | . | blobs/sha256/fifo | fifo',
      ...(device ? ['file-not-regular | . | blobs/sha256/null | device'] : []),
      'file-not-regular | . | blobs/sha256/socket | socket',
      'file-not-regular | . | blobs/sha512 | symbolic-link',
      `link-unresolved | . | blobs/sha256/absolute | symbolic-link to ${outside}`,
      'link-unresolved | . | blobs/sha256/circle | symbolic-link to circle',
      'link-unresolved | . | blobs/sha256/endless | symbolic-link to /dev/zero',
      'link-unresolved | . | blobs/sha256/folder | symbolic-link to ..',
      'link-unresolved | . | blobs/sha256/nothing | symbolic-link to nothing',
      'link-unresolved | . | blobs/sha256/relative | symbolic-link to ../../../secret',
    ].sort(),
  );
});

test('a layout whose own files are no files is read as far as it goes', async () => {
  for (const name of ['index.json', 'oci-layout', 'blobs']) {
    const folder = await inFolder(imageLayout());
    rmSync(path.join(folder, name), { recursive: true });
    execFileSync('mkfifo', [path.join(folder, name)]);
    expect((await analysePath(folder)).problems.map(show)).toEqual([`file-not-regular | . | ${name} | fifo`]);
  }
});

test('links to files of the layout stand for them, in folders and archives', async () => {
  const folder = await inFolder(imageLayout());
  const [name] = [...imageLayout().keys()].filter((file) => file.startsWith('blobs/'));
  const place = path.join(folder, name ?? '');
  renameSync(place, path.join(folder, 'blobs/sha256/moved'));
  symlinkSync('moved', place);
  linkSync(path.join(folder, 'blobs/sha256/moved'), path.join(folder, 'blobs/sha256/twin'));
  const facts = await analysePath(folder);
  expect(facts.problems).toEqual([]);
  expect(facts.blobs.get(name ?? '')).toMatchObject({ path: name, digests: { sha256: path.basename(name ?? '') } });
  const archive = execFileSync('tar', ['-C', folder, '-cf', '-', '.']);
  const packed = await analyse(archive);
  expect(comparable(packed)).toEqual(comparable(facts));
  expect(resolvedNames(packed)).toEqual(resolvedNames(facts));
});
const resolvedNames = ({ blobs }: ImageFacts) => [...blobs.keys()];

test('hostile members of an archive are passed over', async () => {
  const good = [...imageLayout()].map(([name, content]) => ({ name, content }));
  const { problems, files } = await analyse(
    writeTar([
      { name: '../outside', content: 'x' },
      { name: '/blobs/sha256/absolute', content: 'x' },
      { name: 'blobs/../../outside', content: 'x' },
      { name: 'blobs/sha256/device', type: 'block-device' },
      { name: 'blobs/sha256/sparse', pax: { 'GNU.sparse.major': '1', 'GNU.sparse.realsize': '1000000000000' }, content: 'x' },
      { name: 'blobs/sha256/link', type: 'symbolic-link', link: '../../../../etc/passwd' },
      { name: 'blobs/sha256/hard', type: 'hard-link', link: '/etc/shadow' },
      ...good,
      { name: 'index.json', content: '{"later": 1}' },
    ]),
  );
  expect([...files.keys()].filter((name) => name.includes('outside') || name.startsWith('/'))).toEqual([]);
  expect(problems.map(({ kind, name }) => [kind, name])).toEqual([
    ['tar-name-unsafe', '../outside'],
    ['tar-name-unsafe', '/blobs/sha256/absolute'],
    ['tar-name-unsafe', 'blobs/../../outside'],
    ['tar-sparse', 'blobs/sha256/sparse'],
    ['tar-link-unsafe', 'blobs/sha256/link'],
    ['tar-link-unsafe', 'blobs/sha256/hard'],
    ['file-duplicate', 'index.json'],
    ['link-unresolved', 'blobs/sha256/link'],
    ['link-unresolved', 'blobs/sha256/hard'],
    ['file-not-regular', 'blobs/sha256/device'],
    ['file-not-regular', 'blobs/sha256/sparse'],
  ]);
});

test('the later of two members counts', async () => {
  const members = [{ name: 'index.json', content: Buffer.from(`{"earlier": "${'x'.repeat(3000)}"}`) }, ...[...imageLayout()].map(([name, content]) => ({ name, content })), { name: './index.json', content: Buffer.from('{"later": 1}') }];
  const file = path.join(tempFolder(), 'image.tar');
  writeFileSync(file, writeTar(members));
  for (const facts of [await analyse(writeTar(members)), await analysePath(file)]) {
    expect(facts.blobs.get('index.json')?.json?.value).toEqual({ later: 1 });
    expect(facts.problems.map(show)).toEqual(['file-duplicate | . | index.json', 'file-duplicate | . | index.json']);
  }
});

test('an archive that is cut off tells what it had', async () => {
  const packed = packLayout(imageLayout());
  for (let length = 1536; length < packed.length; length += 700) {
    const { problems, blobs } = await analyse(packed.subarray(0, length));
    expect(problems.some(({ kind }) => kind === 'tar-truncated' || kind === 'tar-end-missing'), String(length)).toBe(true);
    for (const { digests } of blobs.values()) expect(digests.sha256).toMatch(/^[0-9a-f]{64}$/u);
  }
  const gzip = packLayout(imageLayout(), 'gzip');
  expect((await analyse(gzip.subarray(0, gzip.length - 4))).problems.map(({ kind }) => kind)).toEqual(['compression-truncated']);
});

test('files are only listed up to a limit', async () => {
  const many = writeTar([...imageLayout().keys(), 'a', 'b', 'c'].map((name) => ({ name })));
  expect((await analyse(many, { limits: { files: 6 } })).problems.map(show)[0]).toBe('too-many-files | . | more than 6');
  const folder = await inFolder(imageLayout());
  expect((await analysePath(folder, { limits: { files: 3 } })).problems.some(({ kind }) => kind === 'too-many-files')).toBe(true);
});

test('reading can be interrupted, and a source that fails is told of', async () => {
  const folder = await inFolder(imageLayout());
  await expect(analysePath(folder, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  async function* failing() {
    yield* chunks(packLayout(imageLayout()).subarray(0, 2000));
    throw Object.assign(new Error('EIO: read failed'), { code: 'EIO' });
  }
  expect(await messageOf(analyseImage(await openImage(failing())))).toMatch(/^IO: standard input cannot be read: EIO/u);
});

test('no bytes make the reader throw anything but that they are no image', { timeout: 120_000 }, async () => {
  const whole = packLayout(everything());
  const tryAll = async (bytes: Uint8Array) => {
    const outcome = await openImage(chunks(bytes, 5000)).then((image) => readImage(image)).then(({ facts }) => facts.files.size > 0, (error: unknown) => (isSpecproofError(error) ? error.code : error));
    expect([true, 'INVALID_FILE']).toContain(outcome);
  };
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), tryAll), { numRuns: 100 });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 20 }), fc.boolean(), async (changes, isPacked) => {
      const copy = Buffer.from(isPacked ? compress(whole, 'gzip') : whole);
      for (const [at, to] of changes) copy[at % copy.length] = to;
      await tryAll(copy);
    }),
    { numRuns: 150 },
  );
  const text = Buffer.from(JSON.stringify(JSON.parse(Buffer.from(imageLayout().get('index.json') ?? []).toString())));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 5 }), fc.json(), async (changes, json) => {
      const files = imageLayout();
      const copy = Buffer.from(text);
      for (const [at, to] of changes) copy[at % copy.length] = to;
      files.set('index.json', changes.length === 0 ? Buffer.from(json) : copy);
      const manifest = [...files.keys()][3] ?? '';
      files.set(manifest, Buffer.from(json));
      await tryAll(packLayout(files));
    }),
    { numRuns: 150 },
  );
});

test('generated images are read as they were made', async () => {
  const name = fc.stringMatching(/^[a-z]{1,12}(?:\/[a-z]{1,60}){0,4}$/u);
  const layer = fc.record({
    compression: fc.constantFrom('none', 'gzip', 'zstd'),
    entries: fc.uniqueArray(fc.record({ name, content: fc.string({ maxLength: 2000 }) }), { maxLength: 6, selector: (entry) => entry.name }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(layer, { maxLength: 3 }), async (layers) => {
      const { facts, graph } = await readImage(await openImage(chunks(packLayout(imageLayout({ layers })))));
      expect([...facts.problems, ...graph.problems, ...[...facts.blobs.values()].flatMap(({ problems }) => problems)]).toEqual([]);
      expect(graph.images[0]?.layers.map(({ target }) => facts.blobs.get(target ?? '')?.tar?.entries)).toEqual(layers.map(({ entries }) => entries.length));
      expect(misplaced(facts)).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('the same image is written with the same bytes', () => {
  const hash = () => createHash('sha256').update(packLayout(everything())).digest('hex');
  expect(hash()).toBe(hash());
  expect(pathOf('sha256:ab')).toBe('blobs/sha256/ab');
});
