import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { debianSource } from '../../src/sources/debian-source.ts';
import { createDownload } from '../../src/sources/download.ts';
import { defaultLimits } from '../../src/sources/limits.ts';
import type { Source } from '../../src/sources/source.ts';
import { sync } from '../../src/sources/sync.ts';
import type { SyncOptions, SyncResult } from '../../src/sources/sync.ts';
import { tarballUrlSource } from '../../src/sources/tarball-source.ts';
import { teaFiles, teaSpec } from './tea-spec.ts';
import { cleanEnv, run, tempFolder, write } from './temp.ts';

const spec = teaSpec();
/** For servers that keep us waiting. */
const impatient = { ...defaultLimits, answerMs: 300, transferMs: 600, tarballBytes: 2_000_000 };

/** A server on this machine; tells what it was asked for. */
async function serve(listener: RequestListener): Promise<{ url: string; asked: string[]; close: () => Promise<void> }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): Promise<void> => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  onTestFinished(close);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, close };
}

const files =
  (content: Record<string, Uint8Array>): RequestListener =>
  ({ url = '' }, response) => {
    const body = content[url];
    response.writeHead(body ? 200 : 404).end(body);
  };

function tarball(version: string, packing: '--gzip' | '--xz' = '--gzip'): Uint8Array {
  const folder = tempFolder();
  write(path.join(folder, 'tea-spec-x'), teaFiles(version));
  return execFileSync('tar', ['--create', packing, '--file=-', 'tea-spec-x'], { cwd: folder });
}

const fromUrl = (url: string): Source => tarballUrlSource(url, ({ version }) => `${url}/archive/refs/tags/${version.tag}.tar.gz`, createDownload(), cleanEnv());

const get = (sources: readonly Source[], more: Partial<SyncOptions> = {}): Promise<SyncResult> =>
  sync({ spec, version: 'v1.1.0', cacheDir: tempFolder(), sources, ...more });

describe('a tarball of the tag over HTTP', () => {
  test('is fetched once and kept', async () => {
    const { url, asked } = await serve(files({ '/archive/refs/tags/v1.1.0.tar.gz': tarball('v1.1.0') }));
    const cacheDir = tempFolder();
    expect(await get([fromUrl(url)], { cacheDir })).toMatchObject({ source: `tarball ${url}`, fromCache: false });
    expect(await get([fromUrl(url)], { cacheDir })).toMatchObject({ fromCache: true });
    expect(asked).toEqual(['/archive/refs/tags/v1.1.0.tar.gz']);
  });

  test('is followed to where it moved', async () => {
    const target = await serve(files({ '/elsewhere.tar.gz': tarball('v1.1.0') }));
    const { url } = await serve((_, response) => response.writeHead(302, { location: `${target.url}/elsewhere.tar.gz` }).end());
    expect(await get([fromUrl(url)])).toMatchObject({ fromCache: false });
  });

  test('is another version', async () => {
    const { url } = await serve(files({ '/archive/refs/tags/v1.1.0.tar.gz': tarball('v1.0.0') }));
    await expect(get([fromUrl(url)])).rejects.toMatchObject({ code: 'SOURCE_HASH_MISMATCH', message: expect.stringMatching(/tarball http:\S+: README\.md: expected SHA-256 \S+, found \S+; 1 more file differs\n/u) });
  });

  test.each<[string, RequestListener, RegExp]>([
    ['is not there', (_, response) => response.writeHead(404).end(), /: there is no such file\n/u],
    ['is refused', (_, response) => response.writeHead(503).end(), /: 127\.0\.0\.1:\d+ answered 503 Service Unavailable\n/u],
    ['does not come', () => {}, /: 127\.0\.0\.1:\d+ did not answer within 0\.3 s\n/u],
    ['does not end', (_, response) => response.writeHead(200).write('x'), /: 127\.0\.0\.1:\d+ took longer than 0\.6 s\n/u],
    ['breaks off', (_, response) => response.writeHead(200, { 'content-length': 1000 }).write('x', () => response.destroy()), /: \S+/u],
    ['is a web page', (_, response) => response.writeHead(200).end('<html>Log in</html>'), /: (?:is damaged: .*|has none of the documents)\n/u],
    ['never stops growing', (_, response) => {
      const more = (): void => { while (!response.destroyed && response.write(Buffer.alloc(100_000))); response.once('drain', more); };
      more();
    }, /: is larger than 2 MB\n/u],
    ['leads round in circles', (_, response) => response.writeHead(302, { location: '/' }).end(), /: 127\.0\.0\.1:\d+ cannot be reached \(redirect count exceeded\)\n/u],
  ])('%s', async (_, listener, reason) => {
    const { url } = await serve(listener);
    await expect(get([fromUrl(url)], { limits: impatient })).rejects.toMatchObject({
      code: 'SOURCE_NOT_FOUND',
      message: expect.stringMatching(reason),
    });
  });

  test('has a server that is out of reach: it is asked once for all versions', async () => {
    const { url, asked } = await serve(() => {});
    const source = fromUrl(url);
    await expect(get([source], { limits: impatient })).rejects.toThrow('did not answer within 0.3 s');
    const before = performance.now();
    await expect(get([source], { limits: impatient, version: 'v1.0.0' })).rejects.toThrow('did not answer within 0.3 s');
    expect(performance.now() - before).toBeLessThan(200);
    expect(asked).toHaveLength(1);
  });

  test('has no server', async () => {
    const { url, close } = await serve(() => {});
    await close();
    await expect(get([fromUrl(url)])).rejects.toThrow(/127\.0\.0\.1:\d+ cannot be reached \(ECONNREFUSED\)/u);
  });

  test.each(['http://example.org', 'ftp://127.0.0.1', 'http://127.0.0.1.example.org'])('is not taken from %s', async (url) => {
    await expect(get([fromUrl(url)])).rejects.toThrow('is not an https address');
  });

  test('stops when the sync is stopped, and leaves nothing', async () => {
    const { url } = await serve((_, response) => response.writeHead(200).write('x'));
    const cacheDir = tempFolder();
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('stopped')), 100);
    await expect(get([fromUrl(url)], { signal: stop.signal, cacheDir })).rejects.toThrow('stopped');
    expect(run('find', [cacheDir, '-mindepth', '1'], '/')).toBe('');
  });
});

const hasApt = run('sh', ['-c', 'command -v apt-get || true'], '/') !== '';

describe.skipIf(!hasApt)('the source packages of Debian, found through apt-get', () => {
  /** What apt reads instead of this machine's configuration. */
  function aptEnv(...mirrors: string[]): NodeJS.ProcessEnv {
    const folder = tempFolder();
    write(folder, {
      'apt.conf': `Dir::Etc::sourcelist "${folder}/sources.list";\nDir::Etc::sourceparts "${folder}/none";\nDir::Etc::main "${folder}/none";\nDir::Etc::parts "${folder}/none";\nDir::State "${folder}/state";\nDir::Cache "${folder}/cache";\n`,
      'sources.list': mirrors.map((mirror) => `deb [trusted=yes] ${mirror} stable main contrib\n`).join(''),
    });
    return cleanEnv({ APT_CONFIG: path.join(folder, 'apt.conf') });
  }

  const fromDebian = (name: string, env: NodeJS.ProcessEnv): Source => debianSource(name, createDownload(), env);

  test.each<[string, string, string, '--xz' | '--gzip']>([
    ['xz', 'tea-spec', '/debian/pool/main/t/tea-spec/tea-spec_1.1.0.orig.tar.xz', '--xz'],
    ['gzip', 'tea-spec', '/debian/pool/main/t/tea-spec/tea-spec_1.1.0.orig.tar.gz', '--gzip'],
    ['a library', 'libtea', '/debian/pool/main/libt/libtea/libtea_1.1.0.orig.tar.gz', '--gzip'],
  ])('%s', async (_, name, place, packing) => {
    const { url } = await serve(files({ [place]: tarball('v1.1.0', packing) }));
    expect(await get([fromDebian(name, aptEnv(`${url}/debian`))])).toMatchObject({ source: `Debian source package ${name}` });
  });

  test('every mirror is asked', async () => {
    const place = '/pool/main/t/tea-spec/tea-spec_1.1.0.orig.tar';
    const { url, asked } = await serve(files({ [`/second${place}.gz`]: tarball('v1.1.0') }));
    expect(await get([fromDebian('tea-spec', aptEnv(`${url}/first`, `${url}/second`))])).toMatchObject({ fromCache: false });
    expect(asked).toEqual([`/first${place}.xz`, `/first${place}.gz`, `/second${place}.xz`, `/second${place}.gz`]);
  });

  test('a mirror can be a folder', async () => {
    const mirror = tempFolder();
    const pool = path.join(mirror, 'pool/main/t/tea-spec');
    mkdirSync(pool, { recursive: true });
    writeFileSync(path.join(pool, 'tea-spec_1.1.0.orig.tar.gz'), tarball('v1.1.0'));
    expect(await get([fromDebian('tea-spec', aptEnv(`file:${mirror}`))])).toMatchObject({ fromCache: false });
  });

  test('a pre-release is spelt as Debian does', async () => {
    const { url, asked } = await serve(files({}));
    const candidate = { ...spec, versions: [{ ...spec.versions[0]!, version: 'v2.0.0-rc.1' }] };
    await expect(get([fromDebian('tea-spec', aptEnv(url))], { spec: candidate, version: 'v2.0.0-rc.1' })).rejects.toThrow('the mirror has neither tea-spec_2.0.0~rc.1.orig.tar.xz nor tea-spec_2.0.0~rc.1.orig.tar.gz');
    expect(asked).toHaveLength(2);
  });

  test('no mirror, one that only apt can read, and no apt', async () => {
    await expect(get([fromDebian('tea-spec', aptEnv())])).rejects.toThrow('Debian source package tea-spec: apt has no mirror configured');
    await expect(get([fromDebian('tea-spec', aptEnv('cdrom:[Tea]/'))])).rejects.toThrow('only apt itself can read from cdrom: mirrors');
    await expect(get([fromDebian('tea-spec', { PATH: tempFolder() })])).rejects.toThrow('the command apt-get is not installed');
  });
});
