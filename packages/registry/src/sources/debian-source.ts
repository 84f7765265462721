import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Download } from './download.ts';
import { readTarball } from './read-tarball.ts';
import { runCommand } from './run-command.ts';
import type { FetchRequest, Source } from './source.ts';
import { readTarballFile } from './tarball-source.ts';

const packings = ['xz', 'gz'];

/** The upstream tarballs of a Debian source package, from the mirrors that this machine's apt uses. */
export function debianSource(name: string, download: Download, env: NodeJS.ProcessEnv): Source {
  let mirrors: Promise<string[]> | undefined;
  return {
    kind: 'debian',
    label: `Debian source package ${name}`,
    async fetch(request) {
      mirrors ??= listMirrors(request, env);
      const listed = await mirrors;
      if (listed.length === 0) throw new Error('apt has no mirror configured');
      const files = packings.map((packing) => `${name}_${upstreamVersion(request.version.version)}.orig.tar.${packing}`);
      const failures: string[] = [];
      for (const mirror of listed) {
        for (const file of files) {
          try {
            const tarball = await take(`${mirror}${poolPath(name)}${file}`, request, download);
            if (tarball !== undefined) return await readTarball(tarball, request, env);
          } catch (error) {
            request.signal?.throwIfAborted();
            failures.push((error as Error).message);
          }
        }
      }
      throw new Error([...new Set(failures)].join('; ') || `the mirror has neither ${files.join(' nor ')}`);
    },
  };
}

/** Base addresses, each with a slash at its end. */
async function listMirrors({ limits, signal }: FetchRequest, env: NodeJS.ProcessEnv): Promise<string[]> {
  const apt = async (...args: readonly string[]): Promise<string[]> => {
    const output = await runCommand('apt-get', args, { env, timeoutMs: limits.answerMs, maxBytes: limits.fileBytes, signal });
    return output.toString().split('\n');
  };
  const known = (await apt('indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages', 'Component: main')).filter(Boolean);
  // apt knows no targets before its first update; what an update would fetch begins with the same addresses.
  const uris = known.length > 0 ? known : (await apt('update', '--print-uris')).flatMap((line) => /^'(.+)\/dists\//u.exec(line)?.[1] ?? []);
  return [...new Set(uris.map((uri) => (uri.endsWith('/') ? uri : `${uri}/`)))];
}

const poolPath = (name: string): string => `pool/main/${name.startsWith('lib') ? name.slice(0, 4) : name.slice(0, 1)}/${name}/`;

/** Debian sorts `~` before everything, as a pre-release has to be. */
const upstreamVersion = (version: string): string => version.replace(/^v/u, '').replace('-', '~');

async function take(uri: string, request: FetchRequest, download: Download): Promise<Uint8Array | undefined> {
  if (/^https?:/u.test(uri)) return download(uri, request);
  const { protocol } = new URL(uri);
  if (protocol !== 'file:') throw new Error(`only apt itself can read from ${protocol} mirrors`);
  const file = fileURLToPath(uri);
  return existsSync(file) ? readTarballFile(file, request) : undefined;
}
