import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isSpecproofError } from '@specproof/model';
import type { ErrorCode, Spec } from '@specproof/model';
import { describe, expect, test } from 'vitest';
import { readVersion, storeVersion } from '../../src/sources/cache.ts';
import { newestAvailable } from '../../src/sources/newest-available.ts';
import type { Source } from '../../src/sources/source.ts';
import { sync } from '../../src/sources/sync.ts';
import type { SyncEvent, SyncOptions } from '../../src/sources/sync.ts';
import { syncSources } from '../../src/sources/sync-sources.ts';
import { besides, teaFiles, teaSpec } from './tea-spec.ts';
import { cleanEnv, run, tempFolder, teaRepository, write } from './temp.ts';

/** Local sources alone: nothing is looked for on a network. */
const from = (place: string, spec: Spec, env: NodeJS.ProcessEnv = cleanEnv()): Source[] =>
  syncSources(spec, { cwd: '/', workspaceRoot: '/nonexistent', from: place, env, places: [] }).filter(({ label }) => !label.includes('127.0.0.1:9') && !label.startsWith('Debian'));

const options = (more: Partial<SyncOptions> & Pick<SyncOptions, 'sources'>): SyncOptions => ({ spec: teaSpec(), version: 'v1.1.0', cacheDir: path.join(tempFolder(), 'specs'), ...more });

async function failure(promise: Promise<unknown>, code: ErrorCode): Promise<string> {
  const error = await promise.then(() => undefined, (reason: unknown) => reason);
  expect(isSpecproofError(error) ? error.code : error).toBe(code);
  return (error as Error).message;
}

const textsOf = (cacheDir: string, spec: Spec, version: string): Record<string, string> => {
  const { documents, schemas } = readVersion(cacheDir, spec, version)!;
  return Object.fromEntries([...documents, ...schemas].map(({ path: file, content }) => [file, Buffer.from(content).toString()]));
};

const filesBelow = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name))).sort() : [];

describe('folders', () => {
  test.each([
    ['of all specs', 'tea-spec/v1.1.0'],
    ['of all versions', 'v1.1.0'],
    ['of one version', '.'],
  ])('%s', async (_, layout) => {
    const folder = tempFolder();
    write(path.join(folder, layout), { ...teaFiles('v1.1.0'), ...besides });
    const opts = options({ sources: from(folder, teaSpec()) });
    const result = await sync(opts);
    expect(result).toEqual({ spec: 'tea-spec', version: 'v1.1.0', dir: path.join(opts.cacheDir, 'tea-spec/v1.1.0'), source: `folder ${folder}`, fromCache: false });
    expect(textsOf(opts.cacheDir, opts.spec, 'v1.1.0')).toEqual(teaFiles('v1.1.0'));
    expect(filesBelow(opts.cacheDir)).toEqual(Object.keys(teaFiles('v1.1.0')).map((file) => `tea-spec/v1.1.0/${file}`).sort());
  });

  test('what is cached needs no source', async () => {
    const folder = write(tempFolder(), teaFiles('v1.1.0'));
    const opts = options({ sources: from(folder, teaSpec()) });
    await sync(opts);
    expect(await sync({ ...opts, sources: [] })).toMatchObject({ source: 'cache', fromCache: true });
  });

  test('the command line comes before the environment, and that before what is configured', async () => {
    const places = ['a', 'b', 'c', 'd'].map(() => tempFolder());
    const [a = '', b = '', c = '', d = ''] = places;
    const env = cleanEnv({ SPECPROOF_SPECS: [b, c].join(path.delimiter) });
    const labels = syncSources(teaSpec(), { cwd: '/', workspaceRoot: path.dirname(d), from: a, env, places: [path.basename(d)] }).map(({ label }) => label);
    expect(labels).toEqual([
      ...places.map((folder) => `folder ${folder}`),
      'git https://127.0.0.1:9/tea/tea-spec',
      'tarball https://127.0.0.1:9/tea/tea-spec/archive/refs/tags/<tag>.tar.gz',
      'Debian source package tea-spec',
    ]);
  });

  test('by default a folder beside the checkout is looked at', async () => {
    const parent = tempFolder();
    write(path.join(parent, 'shared/specs/tea-spec/v1.1.0'), teaFiles('v1.1.0'));
    const sources = syncSources(teaSpec(), { cwd: '/', workspaceRoot: path.join(parent, 'checkout'), env: cleanEnv() });
    expect(await sync(options({ sources }))).toMatchObject({ source: `folder ${path.join(parent, 'shared/specs')}` });
  });

  test('another text is named with document, hashes and source, and the next source is tried', async () => {
    const wrong = write(tempFolder(), { ...teaFiles('v1.1.0'), 'brewing.md': 'Use coffee.\n' });
    const right = write(tempFolder(), teaFiles('v1.1.0'));
    const events: SyncEvent[] = [];
    const spec = teaSpec();
    const opts = options({ spec, sources: [...from(wrong, spec), ...from(right, spec)], report: (event) => events.push(event) });
    expect(await sync(opts)).toMatchObject({ source: `folder ${right}` });
    const { 'brewing.md': expected } = spec.versions[1]!.documents;
    expect(events).toEqual([
      { kind: 'trying', source: `folder ${wrong}` },
      { kind: 'failed', source: `folder ${wrong}`, reason: expect.stringMatching(new RegExp(`^brewing\\.md: expected SHA-256 ${expected}, found (?!${expected})[0-9a-f]{64}$`, 'u')) },
      { kind: 'trying', source: `folder ${right}` },
    ]);
  });

  test('another text everywhere is an error that says so', async () => {
    const wrong = write(tempFolder(), { ...teaFiles('v1.0.0'), 'brewing.md': 'Use coffee.\n' });
    const opts = options({ sources: from(wrong, teaSpec()) });
    const message = await failure(sync(opts), 'SOURCE_HASH_MISMATCH');
    expect(message.replaceAll(/[0-9a-f]{64}/gu, '<hash>').replaceAll(wrong, '<folder>')).toMatchInlineSnapshot(`
      "The text of tea-spec v1.1.0 could not be had. Tried:
        folder <folder>: README.md: expected SHA-256 <hash>, found <hash>; 1 more file differs
      Give a folder, git repository or tarball that has it: specproof sync tea-spec@v1.1.0 --from <place>; or name folders in SPECPROOF_SPECS. If upstream published another text on purpose, pin that: specproof sync --pin v1.1.0 --from <folder>."
    `);
    expect(filesBelow(opts.cacheDir)).toEqual([]);
  });

  test('changed line endings are recognised', async () => {
    const folder = write(tempFolder(), { ...teaFiles('v1.1.0'), 'brewing.md': teaFiles('v1.1.0')['brewing.md']!.replaceAll('\n', '\r\n') });
    expect(await failure(sync(options({ sources: from(folder, teaSpec()) })), 'SOURCE_HASH_MISMATCH')).toContain('(only its line endings were changed)');
  });

  test('a text that is not complete is not a text', async () => {
    const { 'pots/kettle.md': _, ...files } = teaFiles('v1.1.0');
    const folder = write(tempFolder(), files);
    expect(await failure(sync(options({ sources: from(folder, teaSpec()) })), 'SOURCE_NOT_FOUND')).toContain(`folder ${folder}: pots/kettle.md is missing`);
  });

  test('each source that has nothing says why', async () => {
    const empty = tempFolder();
    const spec = teaSpec();
    const message = await failure(sync(options({ spec, sources: [...from(empty, spec), ...from('/nonexistent/specs', spec)] })), 'SOURCE_NOT_FOUND');
    expect(message.replaceAll(empty, '<folder>')).toMatchInlineSnapshot(`
      "The text of tea-spec v1.1.0 could not be had. Tried:
        folder <folder>: has no tea-spec/v1.1.0, no v1.1.0, and none of the documents itself
        folder /nonexistent/specs: no such folder
      Give a folder, git repository or tarball that has it: specproof sync tea-spec@v1.1.0 --from <place>; or name folders in SPECPROOF_SPECS."
    `);
  });

  test('no source at all', async () => {
    expect(await failure(sync(options({ sources: [] })), 'SOURCE_NOT_FOUND')).toContain('Tried: nothing, no source is configured');
  });

  test('a version that is not pinned', async () => {
    expect(await failure(sync(options({ version: 'v9', sources: [] })), 'UNKNOWN_VERSION')).toBe('tea-spec has no version v9. Pinned are: v1.0.0, v1.1.0.');
  });

  test('a document larger than any real one is not read', async () => {
    const folder = write(tempFolder(), teaFiles('v1.1.0'));
    const limits = { fileBytes: 10, tarballBytes: 10, unpackedBytes: 10, answerMs: 1000, transferMs: 1000 };
    expect(await failure(sync(options({ sources: from(folder, teaSpec()), limits })), 'SOURCE_NOT_FOUND')).toMatch(/: \S+ is larger than 10 bytes\n/u);
  });
});

describe('git', () => {
  test('a repository on this machine gives the tag, whatever its work tree holds', async () => {
    const { folder } = teaRepository();
    const spec = teaSpec();
    write(folder, { 'brewing.md': 'Changed.\n', 'untracked.md': 'New.\n' });
    run('git', ['config', 'core.autocrlf', 'true'], folder);
    const before = run('git', ['status', '--porcelain=v2', '--branch'], folder);
    const opts = options({ spec, sources: from(folder, spec) });
    expect(await sync(opts)).toMatchObject({ source: `git repository ${folder}` });
    expect(textsOf(opts.cacheDir, spec, 'v1.1.0')).toEqual(teaFiles('v1.1.0'));
    expect(run('git', ['status', '--porcelain=v2', '--branch'], folder)).toBe(before);
  });

  test('the commit is enough where there is no tag', async () => {
    const { folder, commits } = teaRepository();
    run('git', ['tag', '--delete', 'v1.1.0'], folder);
    const spec = teaSpec({ commits });
    expect(await sync(options({ spec, sources: from(folder, spec) }))).toMatchObject({ source: `git repository ${folder}` });
  });

  test('a moved tag does not matter while the commit is there', async () => {
    const { folder, commits } = teaRepository();
    run('git', ['tag', '--force', 'v1.1.0', 'main'], folder);
    const spec = teaSpec({ commits, repository: `file://${folder}` });
    expect(await sync(options({ spec, sources: from(folder, spec) }))).toMatchObject({ source: `git repository ${folder}` });
    const remote = syncSources(spec, { cwd: '/', workspaceRoot: '/', env: cleanEnv(), places: [] });
    expect(await sync(options({ spec, sources: remote }))).toMatchObject({ source: `git file://${folder}` });
  });

  test('a bare repository, from inside a hook of another', async () => {
    const { folder } = teaRepository();
    const bare = path.join(tempFolder(), 'tea.git');
    run('git', ['clone', '--quiet', '--bare', folder, bare], folder);
    const spec = teaSpec();
    const env = cleanEnv({ GIT_DIR: '/nonexistent/.git', GIT_INDEX_FILE: '/nonexistent/index' });
    expect(await sync(options({ spec, sources: from(bare, spec, env) }))).toMatchObject({ source: `git repository ${bare}` });
  });

  test('neither commit nor tag', async () => {
    const { folder } = teaRepository();
    run('git', ['tag', '--delete', 'v1.1.0'], folder);
    const spec = teaSpec();
    const message = await failure(sync(options({ spec, sources: from(folder, spec) })), 'SOURCE_HASH_MISMATCH');
    expect(message).toContain(`git repository ${folder}: has neither the commit ${'2'.repeat(40)} nor the tag v1.1.0`);
    expect(message).toContain(`folder ${folder}: brewing.md: expected`);
  });

  test('a folder inside a repository is a folder', async () => {
    const { folder } = teaRepository();
    write(path.join(folder, 'specs/v1.1.0'), teaFiles('v1.1.0'));
    const spec = teaSpec();
    expect(await sync(options({ spec, sources: from(path.join(folder, 'specs'), spec) }))).toMatchObject({ source: `folder ${path.join(folder, 'specs')}` });
  });

  test.each(['v1.0.0', 'v1.1.0'])('from elsewhere only the commit of %s is fetched', async (version) => {
    const { folder, commits } = teaRepository();
    const spec = teaSpec({ commits, repository: `file://${folder}` });
    const opts = options({ spec, version, sources: syncSources(spec, { cwd: '/', workspaceRoot: '/', env: cleanEnv(), places: [] }) });
    expect(await sync(opts)).toMatchObject({ source: `git file://${folder}` });
    expect(textsOf(opts.cacheDir, spec, version)).toEqual(teaFiles(version));
    expect(filesBelow(path.join(opts.cacheDir, '.tmp'))).toEqual([]);
  });

  test('no repository there, and an address that looks like an option', async () => {
    const spec = teaSpec({ repository: 'file:///nonexistent/tea' });
    const sources = syncSources(spec, { cwd: '/', workspaceRoot: '/', env: cleanEnv(), places: [] }).slice(0, 1);
    expect(await failure(sync(options({ spec, sources })), 'SOURCE_NOT_FOUND')).toMatch(/git file:\/\/\/nonexistent\/tea: \S+/u);
    const [option] = syncSources(spec, { cwd: '/', workspaceRoot: '/', from: 'ext://--upload-pack=touch', env: cleanEnv(), places: [] });
    expect(await failure(sync(options({ spec, sources: [option!] })), 'SOURCE_NOT_FOUND')).toContain('git ext://--upload-pack=touch: ');
  });

  test('git is not installed', async () => {
    const { folder } = teaRepository();
    const spec = teaSpec();
    const [git] = from(folder, spec, { PATH: tempFolder() });
    expect(await failure(sync(options({ spec, sources: [git!] })), 'SOURCE_NOT_FOUND')).toContain('the command git is not installed');
  });
});

describe('the cache', () => {
  test('a damaged text is told and replaced', async () => {
    const folder = write(tempFolder(), teaFiles('v1.1.0'));
    const events: SyncEvent[] = [];
    const opts = options({ sources: from(folder, teaSpec()), report: (event) => events.push(event) });
    const { dir } = await sync(opts);
    writeFileSync(path.join(dir, 'brewing.md'), 'Use coffee.\n');
    expect(() => readVersion(opts.cacheDir, opts.spec, 'v1.1.0')).toThrow(/^The synced text of tea-spec v1\.1\.0 in .* is not the text that is pinned: brewing\.md: expected .* Run `specproof sync tea-spec@v1\.1\.0` to get it again\.$/u);
    events.length = 0;
    expect(await sync(opts)).toMatchObject({ fromCache: false });
    expect(events.map(({ kind }) => kind)).toEqual(['cache-damaged', 'trying']);
    expect(textsOf(opts.cacheDir, opts.spec, 'v1.1.0')).toEqual(teaFiles('v1.1.0'));
    expect(readdirSync(path.join(opts.cacheDir, '.tmp'))).toEqual([]);
  });

  test('a damaged text stays where it is while nothing better is found', async () => {
    const folder = write(tempFolder(), teaFiles('v1.1.0'));
    const opts = options({ sources: from(folder, teaSpec()) });
    const { dir } = await sync(opts);
    writeFileSync(path.join(dir, 'brewing.md'), 'Use coffee.\n');
    await failure(sync({ ...opts, sources: [] }), 'SOURCE_NOT_FOUND');
    expect(readFileSync(path.join(dir, 'brewing.md'), 'utf8')).toBe('Use coffee.\n');
  });

  test('a file in the place of the folder', async () => {
    const folder = write(tempFolder(), teaFiles('v1.1.0'));
    const opts = options({ sources: from(folder, teaSpec()) });
    write(opts.cacheDir, { 'tea-spec/v1.1.0': 'not a folder' });
    await sync(opts);
    expect(textsOf(opts.cacheDir, opts.spec, 'v1.1.0')).toEqual(teaFiles('v1.1.0'));
  });

  test('nothing synced is no error to a reader', () => {
    expect(readVersion(tempFolder(), teaSpec(), 'v1.0.0')).toBeUndefined();
  });

  test('what a source gives beyond the pins is dropped', async () => {
    const generous: Source = {
      kind: 'folder',
      label: 'generous',
      fetch: async () => new Map(Object.entries({ ...teaFiles('v1.1.0'), '../../../escaped.md': 'x', 'extra.md': 'x' }).map(([file, text]) => [file, Buffer.from(text)])),
    };
    const parent = tempFolder();
    await sync(options({ cacheDir: path.join(parent, 'a/b/specs'), sources: [generous] }));
    expect(filesBelow(parent)).toEqual(Object.keys(teaFiles('v1.1.0')).map((file) => `a/b/specs/tea-spec/v1.1.0/${file}`).sort());
  });

  test('syncs of one version at the same time all succeed, also over a damaged text', async () => {
    const folder = write(tempFolder(), teaFiles('v1.1.0'));
    const opts = options({ sources: from(folder, teaSpec()) });
    for (let round = 0; round < 10; round++) {
      write(path.join(opts.cacheDir, 'tea-spec/v1.1.0'), { 'brewing.md': 'Use coffee.\n' });
      const results = await Promise.all(Array.from({ length: 8 }, () => sync(opts)));
      expect(results.every(({ version }) => version === 'v1.1.0')).toBe(true);
      expect(textsOf(opts.cacheDir, opts.spec, 'v1.1.0')).toEqual(teaFiles('v1.1.0'));
    }
    expect(readdirSync(path.join(opts.cacheDir, '.tmp'))).toEqual([]);
  });

  test('what a killed process left is removed once it is old, what runs is not', async () => {
    const folder = write(tempFolder(), teaFiles('v1.1.0'));
    const opts = options({ sources: from(folder, teaSpec()) });
    const dead = run(process.execPath, ['-p', 'process.pid'], '/');
    const names = [`${dead}-old`, `${dead}-new`, `${process.pid}-old`];
    for (const name of names) write(path.join(opts.cacheDir, '.tmp', name), { 'prepared/brewing.md': 'half' });
    for (const name of names.filter((name) => name.endsWith('old'))) utimesSync(path.join(opts.cacheDir, '.tmp', name), 1, 1);
    await sync(opts);
    expect(readdirSync(path.join(opts.cacheDir, '.tmp')).sort()).toEqual([`${dead}-new`, `${process.pid}-old`].sort());
  });

  test('a cache that cannot be written', async () => {
    const folder = write(tempFolder(), teaFiles('v1.1.0'));
    const file = path.join(write(tempFolder(), { file: '' }), 'file');
    expect(await failure(sync(options({ cacheDir: file, sources: from(folder, teaSpec()) })), 'IO')).toContain(file);
  });

  test('storing over a text that is as good keeps it', () => {
    const spec = teaSpec();
    const cacheDir = tempFolder();
    const files = new Map(Object.entries(teaFiles('v1.0.0')).map(([file, text]) => [file, Buffer.from(text)]));
    storeVersion(cacheDir, spec, spec.versions[0]!, files);
    write(path.join(cacheDir, 'tea-spec/v1.0.0'), { mark: 'mine' });
    storeVersion(cacheDir, spec, spec.versions[0]!, files);
    expect(existsSync(path.join(cacheDir, 'tea-spec/v1.0.0/mark'))).toBe(true);
  });
});

describe('the newest version that can be had', () => {
  test('is the newest where it is there', async () => {
    const folder = write(tempFolder(), {});
    for (const version of ['v1.0.0', 'v1.1.0']) write(path.join(folder, version), teaFiles(version));
    const { version: _, ...opts } = options({ sources: from(folder, teaSpec()) });
    expect(await newestAvailable(opts)).toMatchObject({ version: 'v1.1.0', missed: [] });
  });

  test('is an older one, with why not the newest', async () => {
    const folder = tempFolder();
    write(path.join(folder, 'v1.0.0'), teaFiles('v1.0.0'));
    const { version: _, ...opts } = options({ sources: from(folder, teaSpec()) });
    expect(await newestAvailable(opts)).toMatchObject({ version: 'v1.0.0', missed: [{ version: 'v1.1.0', reason: expect.stringContaining(`folder ${folder}: has no tea-spec/v1.1.0, no v1.1.0`) }] });
  });

  test('is none', async () => {
    const { version: _, ...opts } = options({ sources: [] });
    expect(await failure(newestAvailable(opts), 'SOURCE_NOT_FOUND')).toMatch(/^No version of tea-spec could be had \(v1\.1\.0, v1\.0\.0\)\. The text of tea-spec v1\.1\.0 could not be had\./u);
  });
});
