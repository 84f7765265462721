import { statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Spec } from '@specproof/model';
import { debianSource } from './debian-source.ts';
import { createDownload } from './download.ts';
import type { Download } from './download.ts';
import { folderSource } from './folder-source.ts';
import { gitFolder, localGitSource, remoteGitSource } from './git-source.ts';
import type { Source } from './source.ts';
import { tarballFileSource, tarballUrlSource } from './tarball-source.ts';

export interface SyncSourcesOptions {
  /** Given on the command line: a folder, a git repository, a tarball; a path or an address. */
  from?: string | undefined;
  /** What child processes see; `SPECPROOF_SPECS` lists places, separated like `PATH`. */
  env: NodeJS.ProcessEnv;
  /** `from` and `SPECPROOF_SPECS` are relative to this folder. */
  cwd: string;
  /** Configured places, `defaultPlaces` where nothing is configured. */
  places?: readonly string[];
  /** `places` are relative to this folder. */
  workspaceRoot: string;
}

/** Where a version's text is looked for when nothing is configured, relative to the workspace. */
export const defaultPlaces: readonly string[] = ['../shared/specs'];

/**
 * Everything that may have the text of `spec`, in the order it is tried. Use one list for all its versions:
 * a source remembers that its server is out of reach.
 */
export function syncSources(spec: Spec, options: SyncSourcesOptions): Source[] {
  const { from, env, cwd, places = defaultPlaces, workspaceRoot } = options;
  const download = createDownload();
  const listed = (env['SPECPROOF_SPECS'] ?? '').split(path.delimiter).filter(Boolean);
  const named = from === undefined ? listed : [from, ...listed];
  const { repository, debianSource: packages = [] } = spec.upstream;
  const archive = `${repository.replace(/(?:\.git)?\/*$/u, '')}/archive/refs/tags/`;
  return [
    ...named.flatMap((place) => sourcesAt(place, cwd, download, env)),
    ...places.flatMap((place) => sourcesAt(place, workspaceRoot, download, env)),
    remoteGitSource(repository, env),
    ...(/^https?:/u.test(repository) ? [tarballUrlSource(`${archive}<tag>.tar.gz`, ({ version }) => `${archive}${version.tag}.tar.gz`, download, env)] : []),
    ...packages.map((name) => debianSource(name, download, env)),
  ];
}

function sourcesAt(place: string, base: string, download: Download, env: NodeJS.ProcessEnv): Source[] {
  if (/^[a-z][a-z0-9+.-]+:\/\//iu.test(place) && !place.startsWith('file:')) {
    return /\.(?:tar(?:\.[a-z0-9]+)?|tgz|txz)$/iu.test(new URL(place).pathname)
      ? [tarballUrlSource(place, () => place, download, env)]
      : [remoteGitSource(place, env)];
  }
  const local = place.startsWith('file:') ? fileURLToPath(place) : path.resolve(base, place);
  // git's short form of an address, unless a path happens to be spelt like one.
  if (/^[\w.-]+@[\w.-]+:/u.test(place) && !statSync(local, { throwIfNoEntry: false })) return [remoteGitSource(place, env)];
  if (statSync(local, { throwIfNoEntry: false })?.isFile()) return [tarballFileSource(local, env)];
  return [...(gitFolder(local) === undefined ? [] : [localGitSource(local, env)]), folderSource(local)];
}
