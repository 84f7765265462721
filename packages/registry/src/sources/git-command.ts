import type { CommandOptions } from './run-command.ts';
import { runCommand } from './run-command.ts';

/** Variables by which git, when it runs us from a hook, points to its own repository. */
const inherited = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_OBJECT_DIRECTORY', 'GIT_ALTERNATE_OBJECT_DIRECTORIES', 'GIT_COMMON_DIR', 'GIT_NAMESPACE', 'GIT_PREFIX'];

/** git on a bare repository or a `.git` folder, which never asks, never runs hooks and never fetches by itself. */
export function git(gitDir: string, args: readonly string[], options: CommandOptions): Promise<Buffer> {
  const env: NodeJS.ProcessEnv = { ...options.env };
  for (const name of inherited) delete env[name];
  Object.assign(env, {
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    GCM_INTERACTIVE: 'never',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh',
    GIT_SSH_COMMAND: env['GIT_SSH_COMMAND'] ?? 'ssh -o BatchMode=yes',
  });
  return runCommand('git', [`--git-dir=${gitDir}`, '-c', 'core.hooksPath=/dev/null', ...args], { ...options, env });
}

/** The wanted files of a commit as they are stored: no line ending, filter or attribute changes them. */
export async function readBlobs(gitDir: string, commit: string, paths: Iterable<string>, options: CommandOptions): Promise<Map<string, Uint8Array>> {
  const wanted = [...paths];
  const output = await git(gitDir, ['cat-file', '--batch'], { ...options, input: wanted.map((path) => `${commit}:${path}\n`).join('') });
  const files = new Map<string, Uint8Array>();
  let at = 0;
  for (const path of wanted) {
    const end = output.indexOf('\n', at);
    const [, type, size] = /^[0-9a-f]+ (\w+) (\d+)$/u.exec(output.toString('latin1', at, end)) ?? [];
    at = end + 1;
    // A line that reports no object has no content behind it.
    if (size === undefined) continue;
    if (type === 'blob') files.set(path, output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return files;
}
