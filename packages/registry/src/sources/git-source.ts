import { existsSync } from 'node:fs';
import path from 'node:path';
import { git, readBlobs } from './git-command.ts';
import type { CommandOptions } from './run-command.ts';
import type { FetchRequest, Source } from './source.ts';

/** The git folder of a checkout or bare repository at `folder` itself, not of one that it lies in. */
export function gitFolder(folder: string): string | undefined {
  const dotGit = path.join(folder, '.git');
  if (existsSync(dotGit)) return dotGit;
  return existsSync(path.join(folder, 'HEAD')) && existsSync(path.join(folder, 'objects')) ? folder : undefined;
}

/** A repository on this machine; its work tree is neither read nor touched. */
export function localGitSource(folder: string, env: NodeJS.ProcessEnv): Source {
  return {
    kind: 'git',
    label: `git repository ${folder}`,
    async fetch(request) {
      const gitDir = gitFolder(folder);
      if (gitDir === undefined) throw new Error('no such repository');
      const options = commandOptions(request, env);
      const { commit, tag } = request.version;
      const names = [`${commit}^{commit}`, `refs/tags/${tag}^{commit}`];
      const found = /^[0-9a-f]+(?= commit )/mu.exec((await git(gitDir, ['cat-file', '--batch-check'], { ...options, input: `${names.join('\n')}\n` })).toString());
      if (found === null) throw new Error(`has neither the commit ${commit} nor the tag ${tag}`);
      return readBlobs(gitDir, found[0], request.paths, options);
    },
  };
}

/** A repository elsewhere; only the one commit is fetched. Asks once which tags there are. */
export function remoteGitSource(url: string, env: NodeJS.ProcessEnv): Source {
  let tags: Promise<ReadonlyMap<string, string>> | undefined;
  return {
    kind: 'git',
    label: `git ${url}`,
    async fetch(request) {
      const gitDir = path.join(request.tempFolder(), 'git');
      const options = commandOptions(request, env);
      const { commit, tag } = request.version;
      await git(gitDir, ['init', '--quiet', '--bare', '--template='], options);
      tags ??= listTags(gitDir, url, { ...options, timeoutMs: request.limits.answerMs });
      const tagged = (await tags).get(tag);
      // Not every server gives a commit that nothing points to.
      const names = tagged === undefined ? [commit] : tagged === commit ? [`refs/tags/${tag}`] : [commit, `refs/tags/${tag}`];
      await firstOf(names, (name) => git(gitDir, ['fetch', '--quiet', '--depth=1', '--no-tags', '--end-of-options', url, `${name}:${fetched}`], options));
      return readBlobs(gitDir, fetched, request.paths, options);
    },
  };
}

const fetched = 'refs/specproof/fetched';

const commandOptions = ({ limits, signal }: FetchRequest, env: NodeJS.ProcessEnv): CommandOptions => ({
  env,
  timeoutMs: limits.transferMs,
  maxBytes: limits.unpackedBytes,
  signal,
});

/** Commits by tag. */
async function listTags(gitDir: string, url: string, options: CommandOptions): Promise<Map<string, string>> {
  const tags = new Map<string, string>();
  const output = (await git(gitDir, ['ls-remote', '--tags', '--end-of-options', url], options)).toString();
  for (const line of output.split('\n')) {
    const [, commit, tag] = /^([0-9a-f]{40})\trefs\/tags\/(.+?)(?:\^\{\})?$/u.exec(line) ?? [];
    // An annotated tag is listed twice; the commit comes second.
    if (commit !== undefined && tag !== undefined) tags.set(tag, commit);
  }
  return tags;
}

/** The first result, or the last failure. */
async function firstOf<T>(names: readonly string[], attempt: (name: string) => Promise<T>): Promise<T> {
  const [name = '', ...others] = names;
  try {
    return await attempt(name);
  } catch (error) {
    if (others.length === 0) throw error;
    return firstOf(others, attempt);
  }
}
