import { expect, test } from 'vitest';
import { show } from '../../test/read-bytes.ts';
import { analyse } from '../../test/read-bytes.ts';
import { draftLayout } from '../write/layout-draft.ts';
import type { DescriptorDraft, LayoutDraft } from '../write/layout-draft.ts';
import { packLayout } from '../write/write-layout.ts';
import { pathOf } from './digest-path.ts';
import { resolveImage } from './resolve-image.ts';
import type { Selection } from './selection.ts';

const tagged = (tag: string) => ({ annotations: { 'org.opencontainers.image.ref.name': tag } });
const factsOf = (files: ReadonlyMap<string, Uint8Array>) => analyse(packLayout(files));
const graphOf = async (files: ReadonlyMap<string, Uint8Array>, limits = {}) => {
  const { problems, ...graph } = resolveImage(await factsOf(files), {}, limits);
  return { ...graph, problems: problems.map(show) };
};
const indexType = 'application/vnd.oci.image.index.v1+json';

/** Two platforms in an index, and an image beside it. */
function shop(): { draft: LayoutDraft; files: Map<string, Uint8Array>; arm: DescriptorDraft } {
  const draft = draftLayout();
  const arm = draft.addImage({ config: { architecture: 'arm64', variant: 'v8' }, descriptor: { platform: { os: 'linux', architecture: 'arm64', variant: 'v8' } } });
  const amd = draft.addImage({ descriptor: { platform: { os: 'linux', architecture: 'amd64' } } });
  const index = draft.addIndex([arm, amd]);
  const alone = draft.addImage({ config: { os: 'plan9' } });
  return { draft, arm, files: draft.files([{ ...index, ...tagged('both') }, { ...index, ...tagged('again') }, { ...alone, ...tagged('alone') }]) };
}

test('everything is found, with the place where it was found', async () => {
  const draft = draftLayout();
  const image = draft.addImage({ descriptor: tagged('v1') });
  const signature = draft.addImage({ layers: [], manifest: { subject: image, artifactType: 'application/vnd.example' } });
  const unused = draft.addBlob('unused', 'text/plain');
  const { descriptors, images, documents, unreferenced, problems } = await graphOf(draft.files([image, draft.addIndex([signature])]));
  const [first, second] = ['index.json', pathOf(image.digest), pathOf(signature.digest)].slice(1);
  expect(problems).toEqual([]);
  expect(unreferenced).toEqual([pathOf(unused.digest)]);
  expect(documents.map(({ kind }) => kind)).toEqual(['index', 'manifest', 'config', 'index', 'manifest', 'config']);
  expect(images.map(({ manifest, tags, layers, config, subject, platform }) => ({ manifest, tags, layers: layers.length, config: config?.pointer, subject: subject?.target, platform }))).toEqual([
    { manifest: first, tags: ['v1'], layers: 1, config: '/config', subject: undefined, platform: 'linux/amd64' },
    { manifest: second, tags: [], layers: 0, config: '/config', subject: first, platform: 'linux/amd64' },
  ]);
  expect(descriptors.map(({ in: path, pointer }) => [path === 'index.json' ? path : path === first ? 'image' : path === second ? 'signature' : 'index', pointer])).toEqual([
    ['index.json', '/manifests/0'],
    ['index.json', '/manifests/1'],
    ['image', '/config'],
    ['image', '/layers/0'],
    ['index', '/manifests/0'],
    ['signature', '/config'],
    ['signature', '/subject'],
  ]);
});

test.each<[Selection, string[]]>([
  [{}, ['linux/arm64/v8 again,both', 'linux/amd64 again,both', 'plan9/amd64 alone']],
  [{ tag: 'both' }, ['linux/arm64/v8 both', 'linux/amd64 both']],
  [{ tag: 'alone' }, ['plan9/amd64 alone']],
  [{ platform: 'linux/arm64' }, ['linux/arm64/v8 again,both']],
  [{ platform: 'linux/arm64/v8', tag: 'again' }, ['linux/arm64/v8 again']],
  [{ platform: 'plan9/amd64' }, ['plan9/amd64 alone']],
])('%j is selected', async (selection, expected) => {
  const { images } = resolveImage(await factsOf(shop().files), selection);
  expect(images.map(({ platform, tags }) => `${platform} ${tags.join()}`)).toEqual(expected);
});

test('a manifest within an index is selected by its digest', async () => {
  const { files, arm } = shop();
  const { images, documents } = resolveImage(await factsOf(files), { digest: arm.digest });
  expect(images.map(({ manifest }) => manifest)).toEqual([pathOf(arm.digest)]);
  expect(documents.map(({ kind }) => kind)).toEqual(['index', 'manifest', 'config']);
});

test('what selects nothing is told with what there is', async () => {
  const facts = await factsOf(shop().files);
  expect(() => resolveImage(facts, { tag: 'v2' })).toThrow('standard input has no image with tag v2. There is: again, alone, both.');
  expect(() => resolveImage(facts, { tag: 'alone', platform: 'linux/arm64' })).toThrow('standard input has no image with tag alone and platform linux/arm64. There is: plan9/amd64.');
  expect(() => resolveImage(facts, { digest: 'sha256:00' })).toThrow(/has no image with digest sha256:00\. There is: sha256:/u);
});

test('blobs that are missing, digests that are none and descriptors that disagree are told of', async () => {
  const draft = draftLayout();
  const image = draft.addImage();
  const manifest = pathOf(image.digest) ?? '';
  const files = draft.files([
    image,
    { ...image, size: 1 },
    { ...image, digest: `sha256:${'0'.repeat(64)}` },
    { ...image, digest: '../../../etc/passwd' },
    { ...image, digest: 'sha256:../x' },
    { mediaType: 'text/plain' } as DescriptorDraft,
    'text' as unknown as DescriptorDraft,
  ]);
  expect((await graphOf(files)).problems).toEqual([
    `descriptor-conflict | index.json | /manifests/1 | ${image.mediaType} of 1 bytes, and ${image.mediaType} of ${image.size} bytes in index.json/manifests/0`,
    `blob-missing | index.json | /manifests/2 | sha256:${'0'.repeat(64)}`,
    'blob-name | index.json | /manifests/3 | ../../../etc/passwd',
    'blob-name | index.json | /manifests/4 | sha256:../x',
    'document-shape | index.json | /manifests/5 | a descriptor without a digest',
    'document-shape | index.json | /manifests/6 | a descriptor that is no object',
  ]);
  files.delete(manifest);
  expect((await graphOf(files)).images).toEqual([]);
});

test('documents of another shape are told of', async () => {
  const problems = async (index: unknown) => (await graphOf(new Map([['index.json', Buffer.from(typeof index === 'string' ? index : JSON.stringify(index))]]))).problems;
  expect(await problems([])).toEqual(['document-shape | index.json | index: no JSON object']);
  expect(await problems('{')).toMatchObject([expect.stringMatching(/^json-syntax/u), 'document-shape | index.json | index: no JSON that can be read']);
  expect(await problems({ manifests: {} })).toEqual(['document-shape | index.json | /manifests | no array']);
  expect(await problems({ __proto__: null, constructor: 1 })).toEqual([]);

  const draft = draftLayout();
  const text = draft.addBlob('no JSON', 'application/vnd.oci.image.manifest.v1+json');
  const strange = draft.addJson({ config: [], layers: 3, subject: 'x' }, 'application/vnd.oci.image.manifest.v1+json');
  const other = draft.addJson({ manifests: [{}] }, 'application/vnd.example.other+json');
  const graph = await graphOf(draft.files([text, strange, other]));
  expect(graph.problems.map((it) => it.replace(/\| blobs\S+/u, '| …'))).toEqual([
    'document-shape | … | manifest: no JSON that can be read',
    'document-shape | … | /config | a descriptor that is no object',
    'document-shape | … | /layers | no array',
    'document-shape | … | /subject | a descriptor that is no object',
  ]);
});

test('an index that contains itself is followed once', async () => {
  const draft = draftLayout();
  const image = draft.addImage();
  // The content of such a blob cannot match its name.
  const own = { mediaType: indexType, digest: `sha256:${'a'.repeat(64)}`, size: 1 };
  const other = { mediaType: indexType, digest: `sha256:${'b'.repeat(64)}`, size: 1 };
  const files = draft.files([own]);
  files.set(pathOf(own.digest) ?? '', Buffer.from(JSON.stringify({ manifests: [other, own, image] })));
  files.set(pathOf(other.digest) ?? '', Buffer.from(JSON.stringify({ manifests: [own] })));
  const { problems, images } = await graphOf(files);
  expect(images.length).toBe(1);
  expect(problems.map((it) => it.split(' | ').slice(0, 3))).toEqual([
    ['index-cycle', 'blobs/sha256/aaaaaa…', '/manifests/1'],
    ['index-cycle', 'blobs/sha256/bbbbbb…', '/manifests/0'],
  ]);
});

test('indexes are followed as deep as the limit says', async () => {
  const draft = draftLayout();
  let inner = draft.addImage();
  for (let at = 0; at < 30; at++) inner = draft.addIndex([inner]);
  const { problems, images } = await graphOf(draft.files([inner]));
  expect(images).toEqual([]);
  expect(problems.map((it) => it.split(' | ')[0])).toEqual(['index-too-deep']);
});

test('many descriptors, and many ways to them, come to an end', async () => {
  const draft = draftLayout();
  const image = draft.addImage();
  const many = await graphOf(draft.files(Array.from({ length: 500 }, () => image)), { descriptors: 100 });
  expect(many.descriptors.length).toBe(100);
  expect(many.problems).toEqual(['too-many-descriptors | . | more than 100']);

  const wide = draft.addIndex(Array.from({ length: 40 }, (_, at) => draft.addImage({ config: { author: String(at) } })));
  const names = Array.from({ length: 40 }, (_, at) => ({ ...wide, ...tagged(`tag-${at}`) }));
  const ways = await graphOf(draft.files(names), { descriptors: 200 });
  expect(ways.problems).toEqual(['too-many-descriptors | . | more than 400 ways to them']);

  let doubled = image;
  for (let at = 0; at < 15; at++) doubled = draft.addIndex([doubled, doubled], { annotations: { level: String(at) } });
  expect((await graphOf(draft.files([doubled]))).images.length).toBe(1);
});
