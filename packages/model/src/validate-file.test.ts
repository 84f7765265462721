import { describe, expect, test } from 'vitest';
import type { DriftRecords } from './drift.ts';
import type { Dispositions } from './dispositions.ts';
import { isSpecproofError } from './error.ts';
import type { PrintedExtraction } from './extraction.ts';
import type { Overrides } from './overrides.ts';
import type { Decisions, Registry } from './registry.ts';
import type { Spec } from './spec.ts';
import { checkFile, invalidFile, parseFile } from './validate-file.ts';

const hash = 'a'.repeat(64);
const spec: Spec = {
  schemaVersion: 1,
  id: 'tea-spec',
  prefix: 'tea',
  title: 'Tea',
  upstream: { repository: 'https://example.org/tea', debianSource: ['tea-spec'] },
  subjects: { brewer: ['brewer', 'brewers'] },
  targets: { brewer: 'tool' },
  platforms: { samovar: ['samovar'] },
  officialSchemas: { kettle: 'schema/pot.json' },
  documents: [
    { path: 'README.md', kind: 'informative' },
    { path: 'pot/kettle.md', kind: 'normative', platform: 'samovar', author: 'brewer', actor: 'brewer', root: 'kettle', at: 'lid', sections: { top: { root: 'kettle', at: 'lid', author: 'brewer', actor: 'brewer' } } },
  ],
  versions: [{ version: 'v1.0.0', tag: 'v1.0.0', commit: 'b'.repeat(40), after: null, documents: { 'README.md': hash }, schemas: { 'schema/pot.json': hash } }],
};
const registry: Registry = {
  schemaVersion: 1,
  spec: 'tea-spec',
  prefix: 'tea',
  versions: [{ version: 'v1.0.0', after: null, documents: { 'README.md': hash } }],
  requirements: {
    'tea/kettle/lid/1': {
      texts: [{ level: 'MUST', fingerprint: { sentence: '1', condition: '2', context: '3', list: '4', part: 1 }, pairs: { sentence: '00ff00aa', context: '' } }],
      facts: [{ document: 'pot/kettle.md', section: 'lid', anchor: 'lid', keyword: 'MUST', subject: 'brewer', conditional: true, place: 'table', platforms: ['samovar'], property: { root: 'kettle', path: 'lid', role: 'body' }, group: true, inherits: 'tea/kettle/lid/2' }],
      versions: { 'v1.0.0': { revision: 1, text: 0, facts: 0, line: 3, column: 4, statement: [3, 5], change: { class: 'level', effect: 'stricter', unsettled: true } } },
      skipped: [2],
      retired: 'Said twice.',
    },
  },
};
const decisions: Decisions = {
  retired: [{ id: 'tea/kettle/lid/2', reason: 'No duty.' }],
  schemaVersion: 1,
  spec: 'tea-spec',
  decisions: [{ id: 'tea/kettle/lid/1', version: 'v1.0.0', from: '1', to: '2', class: 'reworded', effect: 'none', meaning: false, reason: 'A synonym.' }],
  bindings: [{ version: 'v1.0.0', document: 'README.md', line: 1, column: 2, text: '1', id: 'new', reason: 'Another duty.' }],
};
const overrides: Overrides = {
  schemaVersion: 1,
  spec: 'tea-spec',
  overrides: [
    { kind: 'reclassify', document: 'README.md', sentence: '1', occurrence: 2, context: '3', level: 'MAY', subject: 'brewer', conditional: true, property: null, role: 'body', reason: 'Said so upstream.' },
    { kind: 'drop', document: 'README.md', sentence: '1', as: 'example', reason: 'An example.' },
    { kind: 'split', document: 'README.md', sentence: '1', into: 2, reason: 'Two duties.' },
  ],
};
const refs = ['tea/kettle/lid/1', 'tea/kettle/lid/1+2'];
const dispositions: Dispositions = {
  schemaVersion: 1,
  spec: 'tea-spec',
  dispositions: [
    { kind: 'platform', where: { platforms: ['samovar'], subject: 'brewer', document: 'pot/kettle.md', section: 'lid', property: 'kettle.lid' }, reason: 'Nobody has one.' },
    { kind: 'extension', refs, reason: 'Other teas.' },
    { kind: 'not-observable', refs, tried: ['looking into the pot'], reason: 'It is dark in there.' },
    { kind: 'defect', refs, upstream: 'https://example.org/tea/issues/1', reason: 'Says hot and cold.' },
    { kind: 'waived', refs, owner: 'the host', expires: '2030-01-31', reason: 'Guests are here.' },
  ],
};
const extraction: PrintedExtraction = { spec: null, version: null, documents: [{ path: 'README.md', sha256: hash }], requirements: [], informative: [], properties: [] };
const drift: DriftRecords = {
  schemaVersion: 1,
  spec: 'tea-spec',
  differences: [{ roots: ['kettle'], paths: ['', 'lid.**'], kinds: ['type'], from: 'v1.0.0', to: 'v1.0.0', cause: 'official-defect', explanation: 'Forgotten.', upstream: 'https://example.org/tea/1' }],
  examples: [{ document: 'pot/kettle.md', hash: 'a'.repeat(16), from: 'v1.0.0', to: 'v1.0.0', cause: 'prose-defect', explanation: 'A comma too much.' }],
};
const good = { spec, registry, decisions, overrides, extraction, drift };

const messageOf = async (run: Promise<unknown>): Promise<string> => {
  const error = await run.then(() => undefined, (reason: unknown) => reason);
  expect(isSpecproofError(error) && error.code).toBe('INVALID_FILE');
  return (error as Error).message;
};

test.each(Object.entries(good))('a value of the type of %s is valid', async (kind, value) => {
  await expect(parseFile(kind as keyof typeof good, JSON.stringify(value), 'x.json')).resolves.toEqual(value);
});

describe('what is wrong is named with its place and what was expected', () => {
  test('several at once', async () => {
    const { title: _, ...untitled } = spec;
    const broken = { ...untitled, prefix: 'Tea', colour: 'green', versions: [{ ...spec.versions[0], commit: 'main', documents: { '../../etc/passwd': hash, 'a.md': 'short' } }] };
    expect(await messageOf(checkFile('spec', broken, 'specs/tea-spec/spec.json'))).toMatchInlineSnapshot(`
      "specs/tea-spec/spec.json is not as it should be:
        /: expected the key "title"
        /colour: expected no such key
        /prefix: expected lower-case letters, digits and dashes, found "Tea"
        /versions/0/commit: expected a commit: 40 lower-case hex digits, found "main"
        /versions/0/documents/..~1..~1etc~1passwd: expected a relative path, / separated, inside its folder, found "../../etc/passwd"
        /versions/0/documents/a.md: expected a SHA-256: 64 lower-case hex digits, found "short""
    `);
  });

  test('a variant by its kind', async () => {
    const broken = { ...overrides, overrides: [{ kind: 'drop', document: 'README.md', sentence: '1', as: 'whim', reason: 'r' }, { kind: 'burn' }] };
    expect(await messageOf(checkFile('overrides', broken, 'overrides.json'))).toMatchInlineSnapshot(`
      "overrides.json is not as it should be:
        /overrides/0/as: expected one of "boilerplate-definition", "reference-to-other-requirement", "example", "code-block", "other", found "whim"
        /overrides/1: expected a known kind, found "burn""
    `);
  });

  test('a disposition by rule, ref by ref, and not both', async () => {
    const broken = [
      { kind: 'platform', reason: 'r' },
      { kind: 'extension', where: { subject: 'brewer' }, refs, reason: 'r' },
      { kind: 'platform', where: {}, reason: 'r' },
      { kind: 'not-observable', where: { subject: 'brewer' }, reason: 'r', tried: [] },
      { kind: 'waived', refs: ['tea/kettle/lid/1+1'], reason: 'r', owner: 'the host', expires: 'never' },
    ];
    expect(await messageOf(checkFile('dispositions', { ...dispositions, dispositions: broken }, 'dispositions.json'))).toMatchInlineSnapshot(`
      "dispositions.json is not as it should be:
        /dispositions/0: expected either where or refs, found object
        /dispositions/1: expected either where or refs, found object
        /dispositions/2/where: expected at least one condition, found object
        /dispositions/3: expected the key "refs"
        /dispositions/3/where: expected no such key
        /dispositions/3/tried: expected a list of observations, found array
        /dispositions/4/refs/0: expected a ref: an id, from the second revision on with +<revision>, found "tea/kettle/lid/1+1"
        /dispositions/4/expires: expected a day: YYYY-MM-DD, found "never""
    `);
  });

  test('not JSON', async () => {
    expect(await messageOf(parseFile('spec', '{', 'spec.json'))).toMatch(/^spec\.json is not JSON: .*take it from git again\.$/u);
  });

  test('a key that stands twice, as where somebody gave an id by hand', async () => {
    const text = JSON.stringify(registry).replace('"requirements":{', `"requirements":{"tea/kettle/lid/1":{},`);
    expect(await messageOf(parseFile('registry', text, 'registry.json'))).toBe(
      'registry.json is not as it should be:\n  /requirements/tea~1kettle~1lid~11: expected the key once, found it again. Only one of the two can be right: take the file from git again',
    );
  });

  test('a file of another version', async () => {
    expect(await messageOf(checkFile('registry', { schemaVersion: 2, rules: [] }, 'registry.json'))).toBe(
      'registry.json has schemaVersion 2; this version of Specproof reads 1. Use the version that wrote the file, or take the file from git again.',
    );
  });

  test('a file of another kind', async () => {
    expect(await messageOf(parseFile('registry', '[]', 'registry.json'))).toBe('registry.json is not as it should be:\n  /: expected object, found array');
  });

  test('no more than a person reads', () => {
    const { message } = invalidFile('x.json', Array.from({ length: 25 }, (_, i) => `/${i}: wrong`));
    expect(message.split('\n').slice(-2)).toEqual(['  /19: wrong', '  and 5 more']);
  });
});

test.each(['/etc/passwd', '../a.md', 'a/../b.md', './a.md', 'a//b.md', 'a\\b.md', 'a.md/', '', 'a\nb.md'])('a document path stays inside its folder: %j', async (path) => {
  const broken = { ...spec, versions: [{ ...spec.versions[0], documents: { [path]: hash } }] };
  expect(await messageOf(checkFile('spec', broken, 'spec.json'))).toContain('/versions/0/documents');
});

test.each(['..', '.hidden', 'a/b', '', '-v'])('a version names a folder: %j', async (version) => {
  const broken = { ...spec, versions: [{ ...spec.versions[0], version }] };
  expect(await messageOf(checkFile('spec', broken, 'spec.json'))).toContain('/versions/0/version');
});
