import { isSpecproofError } from '@specproof/model';
import type { Spec } from '@specproof/model';
import { readVersion } from '@specproof/registry';
import type { VersionText } from '@specproof/registry';
import { textCache } from '../files/workspace.ts';
import type { Workspace } from '../files/workspace.ts';

/** The synced text of a version, or `undefined` where it is not here or not what is pinned. */
export function textIfHere(workspace: Workspace, spec: Spec, version: string): VersionText | undefined {
  try {
    return readVersion(textCache(workspace), spec, version);
  } catch (error) {
    if (isSpecproofError(error) && error.code === 'SOURCE_HASH_MISMATCH') return undefined;
    throw error;
  }
}
