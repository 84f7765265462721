import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultLimits } from '../../src/sources/limits.ts';
import { readTarball } from '../../src/sources/read-tarball.ts';
import type { FetchRequest } from '../../src/sources/source.ts';
import { pinsOf } from '../../src/sources/source.ts';
import { sync } from '../../src/sources/sync.ts';
import { syncSources } from '../../src/sources/sync-sources.ts';
import { besides, teaFiles, teaSpec } from './tea-spec.ts';
import { cleanEnv, run, tempFolder, write } from './temp.ts';

const hasXz = run('sh', ['-c', 'command -v xz || true'], '/') !== '';
const spec = teaSpec();
const version = spec.versions[1]!;
const text = teaFiles('v1.1.0');
const request: FetchRequest = { spec, version, paths: new Set(Object.keys(pinsOf(version))), limits: defaultLimits, tempFolder };

const read = async (tarball: Uint8Array, more: Partial<FetchRequest> = {}, env = cleanEnv()): Promise<Record<string, string>> =>
  Object.fromEntries([...(await readTarball(tarball, { ...request, ...more }, env))].map(([file, content]) => [file, Buffer.from(content).toString()]));

/** A tarball made by tar, of `files` below a folder called `top`. */
function tar(files: Record<string, string>, top = 'tea-spec-1.1.0', args: readonly string[] = ['--gzip']): Buffer {
  const folder = tempFolder();
  write(path.join(folder, top), files);
  return execFileSync('tar', ['--create', ...args, '--file=-', top], { cwd: folder });
}

/** A tar entry by hand, for what tar refuses to write. */
function entry(name: string, content: string, { type = '0', link = '', size = Buffer.byteLength(content) } = {}): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0, 100);
  header.write('0000644\0' + '0000000\0' + '0000000\0' + `${size.toString(8).padStart(11, '0')}\0` + '00000000000\0' + ' '.repeat(8) + type, 100);
  header.write(link, 157, 100);
  header.write('ustar\x0000', 257);
  header.write(`${header.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, 148);
  const body = Buffer.alloc(Math.ceil(Buffer.byteLength(content) / 512) * 512);
  body.write(content);
  return Buffer.concat([header, body]);
}

const end = Buffer.alloc(1024);
const wanted = Object.entries(text).map(([name, content]) => entry(`tea/${name}`, content));

describe('what tar packs is read', () => {
  test.each([
    ['with gzip', 'tea-spec-1.1.0', ['--gzip']],
    ['plain', 'tea-spec-1.1.0', []],
    ['with no folder of its own', '.', ['--gzip']],
    ['in a folder of all versions', 'specs/tea-spec/v1.1.0', ['--gzip']],
    ['in the pax format', 'tea-spec-1.1.0', ['--gzip', '--format=pax']],
    ['in the old GNU format', 'tea-spec-1.1.0', ['--gzip', '--format=oldgnu']],
    ['below a very long name', `${'long-'.repeat(30)}name`, ['--gzip']],
  ])('%s', async (_, top, args) => {
    expect(await read(tar({ ...text, ...besides }, top, args))).toEqual(text);
  });

  test.skipIf(!hasXz)('with xz', async () => {
    expect(await read(tar(text, 'tea', ['--xz']))).toEqual(text);
  });

  test.skipIf(!hasXz)('but not with xz where the command is missing', async () => {
    await expect(read(tar(text, 'tea', ['--xz']), {}, { PATH: tempFolder() })).rejects.toThrow('the command xz is not installed');
  });

  test('the version that is pinned, where several are in it', async () => {
    const folder = tempFolder();
    for (const name of ['v1.0.0', 'v1.1.0']) write(path.join(folder, 'tea-spec', name), teaFiles(name));
    expect(await read(execFileSync('tar', ['--create', '--gzip', '--file=-', 'tea-spec'], { cwd: folder }))).toEqual(text);
  });

  test('a file given to --from', async () => {
    const file = path.join(tempFolder(), 'tea.tgz');
    writeFileSync(file, tar(text));
    const sources = syncSources(spec, { cwd: path.dirname(file), workspaceRoot: '/', from: 'tea.tgz', env: cleanEnv(), places: [] });
    expect(await sync({ spec, version: 'v1.1.0', cacheDir: tempFolder(), sources })).toMatchObject({ source: `tarball ${file}` });
  });
});

describe('a hostile tarball', () => {
  test('names that leave it are passed over', async () => {
    const escaping = ['../brewing.md', '/brewing.md', 'tea/../../brewing.md', 'tea//../brewing.md'].map((name) => entry(name, 'hostile'));
    expect(await read(Buffer.concat([...escaping, ...wanted, ...escaping, end]))).toEqual(text);
  });

  test.each([['symbolic link', '2'], ['hard link', '1'], ['device', '3'], ['pipe', '6'], ['folder', '5']])('a %s in the place of a document is no document', async (_, type) => {
    const { 'tea/brewing.md': __, ...others } = Object.fromEntries(Object.entries(text).map(([name, content]) => [`tea/${name}`, content]));
    const entries = Object.entries(others).map(([name, content]) => entry(name, content));
    expect(Object.keys(await read(Buffer.concat([entry('tea/brewing.md', '', { type, link: '/etc/passwd' }), ...entries, end])))).not.toContain('brewing.md');
  });

  test('a real symbolic link', async () => {
    const folder = tempFolder();
    write(path.join(folder, 'tea'), { 'README.md': text['README.md']! });
    symlinkSync('/etc/passwd', path.join(folder, 'tea/brewing.md'));
    expect(await read(execFileSync('tar', ['--create', '--file=-', 'tea'], { cwd: folder }))).toEqual({ 'README.md': text['README.md'] });
  });

  test('a document that claims to be huge', async () => {
    const huge = entry('tea/brewing.md', 'x', { size: 0o77777777777 });
    await expect(read(Buffer.concat([huge, end]))).rejects.toThrow('tea/brewing.md is larger than 16 MB');
  });

  test('another file that claims to be huge', async () => {
    await expect(read(Buffer.concat([...wanted, entry('tea/huge.bin', 'x', { size: 0o77777777777 })]))).rejects.toThrow('is damaged: Unexpected end of data');
  });

  test('a bomb', async () => {
    const bomb = gzipSync(Buffer.concat([...wanted, entry('tea/zeros', '0'.repeat(3_000_000)), end]));
    expect(bomb.length).toBeLessThan(10_000);
    await expect(read(bomb, { limits: { ...defaultLimits, unpackedBytes: 2_000_000 } })).rejects.toThrow('unpacks to more than 2 MB');
  });

  test.skipIf(!hasXz)('a bomb packed with xz', async () => {
    const bomb = tar({ ...text, zeros: '0'.repeat(3_000_000) }, 'tea', ['--xz']);
    await expect(read(bomb, { limits: { ...defaultLimits, unpackedBytes: 2_000_000 } })).rejects.toThrow('xz printed more than 2 MB');
  });

  test('of one that is cut off no document is taken in part', async () => {
    for (const whole of [tar(text), tar(text, 'tea', []), ...(hasXz ? [tar(text, 'tea', ['--xz'])] : [])]) {
      for (const share of [0.01, 0.1, 0.3, 0.5, 0.7]) {
        const cut = whole.subarray(0, Math.floor(whole.length * share));
        const files = await read(cut).catch(() => ({}));
        for (const [name, content] of Object.entries(files)) expect(content).toBe(text[name]);
      }
    }
  });

  test('one that ends without its end mark is whole', async () => {
    expect(await read(Buffer.concat(wanted))).toEqual(text);
  });

  test('an empty one, and one of something else', async () => {
    await expect(read(Buffer.alloc(0))).rejects.toThrow('has none of the documents');
    await expect(read(end)).rejects.toThrow('has none of the documents');
    await expect(read(tar({ 'coffee.txt': 'x' }))).rejects.toThrow('has none of the documents');
  });

  test('any bytes give files or an error', async () => {
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 3000 }), fc.uint8Array({ maxLength: 3000 }).map((array) => gzipSync(array)));
    await fc.assert(fc.asyncProperty(bytes, async (array) => {
      await expect(read(array).catch((error: unknown) => error)).resolves.toBeDefined();
    }), { numRuns: 100 });
  });

  test('any damage to a good one gives files or an error', async () => {
    const good = Buffer.concat([...wanted, end]);
    await fc.assert(fc.asyncProperty(fc.nat(good.length - 1), fc.nat(255), async (at, byte) => {
      const damaged = Buffer.from(good);
      damaged[at] = byte;
      await expect(read(damaged).catch((error: unknown) => error)).resolves.toBeDefined();
    }), { numRuns: 200 });
  });

  test('a file cut off on disk is told with its name', async () => {
    const file = path.join(tempFolder(), 'tea.tar.gz');
    writeFileSync(file, tar(text));
    truncateSync(file, readFileSync(file).length - 20);
    const [source] = syncSources(spec, { cwd: '/', workspaceRoot: '/', from: file, env: cleanEnv(), places: [] });
    await expect(sync({ spec, version: 'v1.1.0', cacheDir: tempFolder(), sources: [source!] })).rejects.toThrow(`tarball ${file}: is damaged: unexpected end of file`);
  });
});
