import type { Spec } from '@specproof/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareVersions } from './compare-versions.ts';
import { isDocumentPath, isSchemaPath } from './pinnable.ts';
import { pinVersion, predecessor, unlistedDocuments } from './pin-version.ts';
import { sha256 } from './source-file.ts';

const spec: Spec = {
  schemaVersion: 1,
  id: 'tea-spec',
  prefix: 'tea',
  title: 'Tea',
  upstream: { repository: 'https://example.org/tea' },
  subjects: { brewer: ['brewer'] },
  documents: [{ path: 'a.md', kind: 'normative', root: 'pot' }],
  versions: [],
};
const files = (...paths: string[]) => paths.map((path) => ({ path, content: Buffer.from(path) }));
const identity = (version: string, after: string | null) => ({ version, tag: version, commit: 'a'.repeat(40), after });
const pinAll = (...versions: [string, string | null][]): string[] =>
  versions.reduce((pinned, [version, after]) => pinVersion(pinned, identity(version, after), files('a.md')), spec).versions.map(({ version }) => version);

describe('pinning a version', () => {
  test('hashes documents and schemas in order of path and changes nothing else', () => {
    const pinned = pinVersion(spec, identity('v1', null), files('schema/b.json', 'b.md', 'a.md', 'LICENSE', 'schema/a.json', 'schema/Makefile', 'main.go'));
    expect(pinned).toEqual({
      ...spec,
      versions: [{
        ...identity('v1', null),
        documents: { 'a.md': sha256(Buffer.from('a.md')), 'b.md': sha256(Buffer.from('b.md')) },
        schemas: { 'schema/a.json': sha256(Buffer.from('schema/a.json')), 'schema/b.json': sha256(Buffer.from('schema/b.json')) },
      }],
    });
    expect(Object.keys(pinned.versions[0]!.documents)).toEqual(['a.md', 'b.md']);
    expect(spec.versions).toEqual([]);
    expect(unlistedDocuments(pinned, 'v1')).toEqual(['b.md']);
  });

  test('does not depend on the order of files', () => {
    const paths = ['a.md', 'b.md', 'b2.md', 'b10.md', 'schema/x.json', 'schema/y.json'];
    const expected = JSON.stringify(pinVersion(spec, identity('v1', null), files(...paths)));
    fc.assert(fc.property(fc.shuffledSubarray(paths, { minLength: paths.length }), (shuffled) => {
      expect(JSON.stringify(pinVersion(spec, identity('v1', null), files(...shuffled)))).toBe(expected);
    }));
  });

  test('keeps versions in order, on branches too', () => {
    expect(pinAll(['v1.2.0', null], ['v1.10.0', 'v1.2.0'], ['v1.2.1', 'v1.2.0'], ['v1.10.0-rc.1', 'v1.2.0'])).toEqual(['v1.2.0', 'v1.2.1', 'v1.10.0-rc.1', 'v1.10.0']);
  });

  test('pins a version anew in its place', () => {
    expect(pinAll(['v1', null], ['v2', 'v1'], ['v1', null])).toEqual(['v1', 'v2']);
  });

  test('refuses a predecessor that is not pinned, and the version itself', () => {
    expect(() => pinAll(['v2', 'v1'])).toThrow('tea-spec v2 cannot come after v1: that version is not pinned. Pin v1 first, or name another predecessor.');
    expect(() => pinAll(['v1', null], ['v1', 'v1'])).toThrow('cannot come after v1');
  });

  test('refuses a predecessor that is a later version', () => {
    expect(() => pinAll(['v1', null], ['v2', 'v1'], ['v1', 'v2'])).toThrow('tea-spec v1 cannot come after v2: that is a later version. Name one before v1 with --after.');
  });

  test('the predecessor is the one it has, or the newest before it', () => {
    const pinned = [['v1.0', null], ['v1.1', 'v1.0'], ['v2.0', 'v1.0']] as const;
    const tea = pinned.reduce((so, [version, after]) => pinVersion(so, identity(version, after), files('a.md')), spec);
    expect(['v1.0', 'v2.0', 'v0.9', 'v1.2', 'v3.0'].map((version) => predecessor(tea, version))).toEqual([null, 'v1.0', null, 'v1.1', 'v2.0']);
  });

  test('refuses a folder without documents', () => {
    expect(() => pinVersion(spec, identity('v1', null), files('LICENSE', 'schema/README.md'))).toThrow('No Markdown document to pin for tea-spec v1.');
  });
});

test.each([
  ['a.md', 'document'], ['docs/a.markdown', 'document'], ['A.MD', 'document'],
  ['schema/a.json', 'schema'], ['schema/README.md', 'schema'], ['schema/deep/a.yaml', 'schema'],
  ['LICENSE', 'neither'], ['a.json', 'neither'], ['.github/a.md', 'neither'], ['vendor/x/README.md', 'neither'], ['node_modules/x/a.md', 'neither'],
  ['schema/test/a.json', 'neither'], ['schema/a.go', 'neither'], ['tests/a.md', 'neither'],
])('%s is pinned as %s', (path, kind) => {
  expect([isDocumentPath(path), isSchemaPath(path)]).toEqual([kind === 'document', kind === 'schema']);
});

test('versions have one order', () => {
  const ordered = ['v0.9', 'v1.0.0-alpha', 'v1.0.0-rc.2', 'v1.0.0-rc.10', 'v1.0.0', 'v1.0.1', 'v1.2.0', 'v1.10.0', 'v2.0.0'];
  fc.assert(fc.property(fc.shuffledSubarray(ordered, { minLength: ordered.length }), (shuffled) => {
    expect([...shuffled].sort(compareVersions)).toEqual(ordered);
  }));
});
