import { renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Workspace } from './workspace.ts';

// Where the text of a spec of our own and the schema that is published beside it disagree.
const library = new Workspace('library-spec');
const { run } = library;

interface Report {
  spec: string;
  version: string;
  differences: { path: string; kind: string; stricter: string; prose?: { defined?: string }; official?: { file: string; line?: number }; recorded?: { cause: string } }[];
  onlyProse: string[];
  onlyOfficial: string[];
  stale: object[];
}
const record = (paths: string[], kinds: string[], over: object = {}): object => ({ roots: ['loan'], paths, kinds, cause: 'official-defect', explanation: 'The schema is behind the text.', ...over });
const all = [record(['stop'], ['type']), record(['books[].author'], ['missing-in-prose']), record(['returned'], ['presence'], { cause: 'deliberate' })];
const know = (...differences: object[]): void => library.write('drift.json', JSON.stringify({ schemaVersion: 1, spec: 'library-spec', differences, examples: [] }));

beforeAll(async () => {
  await library.pin('v1.0.0');
  await library.pin('v1.1.0');
  await run('lock');
});
afterAll(library.remove);

describe('what it needs', () => {
  test('no generated file: what is registered is compared, whatever stands in their folder', async () => {
    expect(await run('drift')).toMatchObject({ code: 1, stderr: '' });
    expect((await run('generate')).code).toBe(0);
  });

  test.each([
    [['drift', 'library-spec@v9'], /library-spec has no version v9\./u],
    [['drift', 'libary-spec'], /There is no spec libary-spec in .*\. Did you mean library-spec\?/u],
    [['drift', '--json', '--markdown'], /cannot be used with/u],
  ])('specproof %j is misuse', async (args, expected) => {
    const { code, stdout, stderr } = await run(...args);
    expect(stderr).toMatch(expected);
    expect([code, stdout]).toEqual([2, '']);
  });
});

test('a table of the newest version; what is new is a finding', async () => {
  const { code, stdout, stderr } = await run('drift');
  expect(stdout).toMatchInlineSnapshot(`
    "library-spec v1.1.0: 3 differences between prose and official schema, 3 new
      No official schema describes card.

      property              differs in        prose                     official                                    stricter  known as
      loan: books[].author  missing-in-prose  -                         string, OPTIONAL (schema/loan-schema.json…  official  new
      loan: returned        presence          CONDITIONAL (loan.md:12)  OPTIONAL (schema/loan-schema.json:9)        prose     new
      loan: stop            type              string (loan.md:14)       integer (schema/loan-schema.json:10)        neither   new
    "
  `);
  expect([code, stderr]).toEqual([1, '']);
});

test('--json has every difference with both places', async () => {
  const { code, stdout, stderr } = await run('drift', 'library-spec@v1.0.0', '--json');
  const [report, ...others] = JSON.parse(stdout) as [Report];
  expect(others).toEqual([]);
  expect(report).toMatchObject({ spec: 'library-spec', version: 'v1.0.0', onlyProse: ['card'], onlyOfficial: [], stale: [] });
  expect(report.differences.map(({ path: at, kind, stricter, prose, official }) => [at, kind, stricter, prose?.defined, official && `${official.file}:${official.line}`])).toEqual([
    ['books[].author', 'missing-in-prose', 'official', undefined, 'schema/loan-schema.json:20'],
    ['returned', 'presence', 'prose', 'loan.md:11', 'schema/loan-schema.json:9'],
    ['stop', 'type', 'neither', 'loan.md:13', 'schema/loan-schema.json:10'],
  ]);
  expect([code, stderr]).toEqual([1, '']);
});

test('--markdown is a table on GitHub, with links to both places', async () => {
  know(...all);
  const { code, stdout } = await run('drift', '--markdown');
  const { children } = fromMarkdown(stdout, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  expect(children.map(({ type }) => type)).toEqual(['heading', 'paragraph', 'paragraph', 'heading', 'table']);
  const table = children.find((node) => node.type === 'table');
  const rows = table?.children.map((row) => row.children.map((cell) => toString(cell))) ?? [];
  expect(rows.map(([first]) => first)).toEqual(['property', 'books[].author', 'returned', 'stop']);
  expect(rows.map((row) => row.length)).toEqual([6, 6, 6, 6]);
  expect(rows[3]?.at(-1)).toBe('official-defect: The schema is behind the text.');
  const blob = `https://127.0.0.1:9/library/library-spec/blob/${'110'.padStart(40, '0')}`;
  expect(stdout).toContain(`${blob}/loan.md?plain=1#L14`);
  expect(stdout).toContain(`${blob}/schema/loan-schema.json?plain=1#L10`);
  expect(code).toBe(0);
});

describe('what is recorded', () => {
  test('is no finding', async () => {
    know(...all);
    const { code, stdout } = await run('drift');
    expect(stdout).toContain('library-spec v1.1.0: 3 differences between prose and official schema, all known\n');
    expect(stdout).toMatch(/loan: returned .* deliberate\n/u);
    expect(code).toBe(0);
  });

  test('of some versions only is new in the others', async () => {
    know(...all.slice(1), record(['stop'], ['type'], { from: 'v1.1.0' }));
    expect((await run('drift')).code).toBe(0);
    const { code, stdout } = await run('drift', 'library-spec@v1.0.0', 'library-spec');
    expect(stdout).toContain('library-spec v1.0.0: 3 differences between prose and official schema, 1 new\n');
    expect(stdout).toContain('library-spec v1.1.0: 3 differences between prose and official schema, all known\n');
    expect(code).toBe(1);
  });

  test('and not there any more is a finding', async () => {
    know(...all, record(['books'], ['items']));
    const { code, stdout } = await run('drift');
    expect(stdout).toContain('  Recorded, but there is no such difference any more: books (items; official-defect). Remove it from drift.json.\n');
    expect(code).toBe(1);
  });

  test('in a file that is not as it should be is refused, with the place', async () => {
    know(record(['stop'], ['smell']));
    const { code, stdout, stderr } = await run('drift');
    expect(stderr).toMatch(/drift\.json is not as it should be:\n {2}\/differences\/0\/kinds\/0/u);
    expect([code, stdout]).toEqual([2, '']);
    know(...all);
  });
});

test('where the newest version cannot be had, the newest that can is compared, and that is said', async () => {
  const kept = path.join(library.root, 'kept');
  renameSync(path.join(library.root, '.specproof/specs/library-spec/v1.1.0'), kept);
  const { stdout, stderr } = await run('drift');
  expect(stdout).toContain('library-spec v1.0.0: ');
  expect(stderr).toBe('library-spec: no text of v1.1.0 could be had; this is v1.0.0\n');
  expect((await run('drift', 'library-spec@v1.1.0')).code).toBe(2);
  renameSync(kept, path.join(library.root, '.specproof/specs/library-spec/v1.1.0'));
});

test('without the official schemas at hand, it says how to get them', async () => {
  rmSync(path.join(library.root, '.specproof/specs'), { recursive: true });
  const { code, stdout, stderr } = await run('drift');
  expect(stderr).toBe('error: The official schemas of library-spec v1.1.0 are not here. Get them with: specproof sync library-spec@v1.1.0\n');
  expect([code, stdout]).toEqual([2, '']);
});

test('a spec that names no official schemas has nothing to compare', async () => {
  const { officialSchemas: _, ...spec } = JSON.parse(library.read('spec.json')) as { officialSchemas: object };
  writeFileSync(library.file('spec.json'), JSON.stringify(spec));
  const all = await run('drift');
  expect(all).toEqual({ code: 0, stdout: '', stderr: 'library-spec names no official schemas: nothing to compare its prose with\n' });
  const asked = await run('drift', 'library-spec');
  expect(asked.stderr).toBe('error: library-spec names no official schemas: its spec.json has no officialSchemas, so there is nothing to compare its prose with.\n');
  expect([asked.code, asked.stdout]).toEqual([2, '']);
  expect((await run('drift', '--json')).stdout).toBe('[]\n');
});
