import { isSpecproofError } from '@specproof/model';
import type { Spec } from '@specproof/model';
import { readVersion } from '@specproof/registry';
import type { Source, SyncEvent, SyncResult, VersionText } from '@specproof/registry';
import type { Context } from '../context.ts';
import { newestVersion } from '../files/spec-version.ts';
import { textCache } from '../files/workspace.ts';
import type { Workspace } from '../files/workspace.ts';
import { textIfHere } from './text-if-here.ts';

/** Obtains the texts of one spec; a source that is out of reach is asked once. */
export interface TextObtainer {
  /** The text of a version, synced where it is not here. Throws `SOURCE_NOT_FOUND`, `SOURCE_HASH_MISMATCH`. */
  obtain(version: string): Promise<VersionText>;
  /** The same, with where it came from. */
  sync(version: string): Promise<SyncResult>;
}

/** An obtainer for `spec`; `from` is tried first. */
export function textObtainer(context: Context, workspace: Workspace, spec: Spec, from?: string): TextObtainer {
  let sources: Source[] | undefined;
  const syncVersion = async (version: string): Promise<SyncResult> => {
    const { sync, syncSources } = await import('@specproof/registry');
    sources ??= syncSources(spec, { from, env: context.env, cwd: context.cwd, workspaceRoot: workspace.root });
    return sync({ spec, version, cacheDir: textCache(workspace), sources, signal: context.signal, report: (event) => report(context, spec, version, event) });
  };
  return {
    sync: syncVersion,
    obtain: async (version) => {
      const here = textIfHere(workspace, spec, version);
      if (here) return here;
      await syncVersion(version);
      const text = readVersion(textCache(workspace), spec, version);
      if (!text) throw new Error(`${spec.id} ${version} is gone right after it was synced`);
      return text;
    },
  };
}

/** The text, or `undefined` where it can be had nowhere. */
export async function obtainIfPossible(obtainer: TextObtainer, version: string): Promise<VersionText | undefined> {
  try {
    return await obtainer.obtain(version);
  } catch (error) {
    if (isUnavailable(error)) return undefined;
    throw error;
  }
}

/** Whether the text can be had nowhere, as opposed to a failure of ours. */
export const isUnavailable = (error: unknown): boolean => isSpecproofError(error) && error.code.startsWith('SOURCE_');

/** The newest version whose text can be had, with that text. Throws `SOURCE_NOT_FOUND` where there is none. */
export async function newestText(obtainer: TextObtainer, spec: Spec): Promise<{ version: string; text: VersionText }> {
  const newest = newestVersion(spec).version;
  let first: unknown;
  for (const { version } of spec.versions.toReversed()) {
    try {
      return { version, text: await obtainer.obtain(version) };
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      if (version === newest) first = error;
    }
  }
  throw first;
}

function report({ stderr }: Context, spec: Spec, version: string, event: SyncEvent): void {
  if (event.kind === 'cache-damaged') stderr.write(`${event.reason}\n`);
  else if (!stderr.isTerminal) return;
  else if (event.kind === 'trying') stderr.write(stderr.colors.dim(`${spec.id} ${version}: trying ${event.source} …\n`));
}
