import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Spec } from '@specproof/model';
import { describe, expect, test } from 'vitest';
import { loadSpec } from '../../src/sources/load-spec.ts';
import { teaSpec } from './tea-spec.ts';
import { tempFolder, write } from './temp.ts';

const specs = path.join(import.meta.dirname, '../../../../specs');
const ids = readdirSync(specs, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

describe.each(ids)('specs/%s/spec.json', (id) => {
  const file = path.join(specs, id, 'spec.json');

  test('is valid and knows every document of every version', async () => {
    const spec = await loadSpec(file);
    expect(spec.id).toBe(id);
    const listed = new Set(spec.documents.map(({ path }) => path));
    const pinned = new Set(spec.versions.flatMap(({ documents }) => Object.keys(documents)));
    expect([...pinned].filter((document) => !listed.has(document))).toEqual([]);
    expect([...listed].filter((document) => !pinned.has(document))).toEqual([]);
  });

  test('is written as the tools write it', () => {
    const text = readFileSync(file, 'utf8');
    expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
  });
});

const saved = (spec: unknown): string => path.join(write(tempFolder(), { 'spec.json': JSON.stringify(spec) }), 'spec.json');

test('a spec of our own', async () => {
  expect(await loadSpec(saved(teaSpec()))).toEqual(teaSpec());
});

test('what contradicts itself is told with its place', async () => {
  const [first, second] = teaSpec().versions;
  const spec: Spec = {
    ...teaSpec(),
    documents: [
      { path: 'brewing.md', kind: 'normative', platform: 'samovar', author: 'guest' },
      { path: 'brewing.md', kind: 'informative', sections: { lid: { actor: 'host' } } },
    ],
    targets: { guest: 'tool' },
    officialSchemas: { pot: 'schema/lid.json' },
    versions: [second!, first!, { ...first!, after: 'v0' }],
  };
  const file = saved(spec);
  const error = await loadSpec(file).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'INVALID_FILE' });
  expect((error as Error).message.replace(file, '<file>')).toMatchInlineSnapshot(`
    "<file> is not as it should be:
      /targets/guest: guest is not among /subjects
      /officialSchemas/pot: schema/lid.json is pinned in no version
      /documents/0/platform: samovar is not among /platforms
      /documents/0: guest is not among /subjects
      /documents/1/path: brewing.md is listed twice
      /documents/1: host is not among /subjects
      /versions/0/after: v1.0.0 is not listed before v1.1.0
      /versions/2/version: v1.0.0 is listed twice
      /versions/2/after: v0 is not listed before v1.0.0"
  `);
});

test('no file, and a file that is no spec', async () => {
  const missing = path.join(tempFolder(), 'spec.json');
  await expect(loadSpec(missing)).rejects.toMatchObject({ code: 'UNKNOWN_SPEC', message: `${missing} cannot be read (ENOENT). A spec is a folder with a spec.json.` });
  await expect(loadSpec(saved({}))).rejects.toMatchObject({ code: 'INVALID_FILE', message: expect.stringContaining('/: expected the key "versions"') });
});
