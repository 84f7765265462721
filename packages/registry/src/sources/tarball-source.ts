import { readFileSync, statSync } from 'node:fs';
import type { Download } from './download.ts';
import { formatBytes } from './limits.ts';
import { readTarball } from './read-tarball.ts';
import type { FetchRequest, Source } from './source.ts';

/** A tarball on this machine. */
export function tarballFileSource(file: string, env: NodeJS.ProcessEnv): Source {
  return {
    kind: 'tarball',
    label: `tarball ${file}`,
    fetch: async (request) => readTarball(readTarballFile(file, request), request, env),
  };
}

/** A tarball elsewhere; `url` may follow from the version. Without TLS only from this machine. */
export function tarballUrlSource(label: string, url: (request: FetchRequest) => string, download: Download, env: NodeJS.ProcessEnv): Source {
  return {
    kind: 'tarball',
    label: `tarball ${label}`,
    async fetch(request) {
      const place = url(request);
      if (!/^(?:https:|http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])[:/])/u.test(place)) throw new Error('is not an https address');
      const tarball = await download(place, request);
      if (tarball === undefined) throw new Error('there is no such file');
      return readTarball(tarball, request, env);
    },
  };
}

/** A file's content, if it is a file and no larger than a tarball may be. */
export function readTarballFile(file: string, { limits }: FetchRequest): Uint8Array {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile()) throw new Error('no such file');
  if (stat.size > limits.tarballBytes) throw new Error(`is larger than ${formatBytes(limits.tarballBytes)}`);
  return readFileSync(file);
}
