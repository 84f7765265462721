import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadSpec } from '@specproof/registry';
import type { Spec } from '@specproof/model';
import type { Context } from '../context.ts';
import { findWorkspace, readSpec, readSpecs, requireWorkspace } from '../files/workspace.ts';
import type { Workspace } from '../files/workspace.ts';
import type { FolderDocument } from './read-folder.ts';

/** What a folder is taken for, and why. */
export interface RecognisedFolder {
  spec: Spec | null;
  /** Set where the folder holds every document of that version as pinned. */
  version: string | null;
  /** For people; empty where nothing was recognised. */
  because: string;
  /** Set where the spec is one of this workspace. */
  workspace?: Workspace;
}

/** Finds out whose settings a folder is to be read with: those asked for, its own, or those of a spec whose pins it fits. */
export async function recogniseFolder(context: Context, folder: string, documents: readonly FolderDocument[], asked?: string): Promise<RecognisedFolder> {
  if (asked !== undefined) {
    const workspace = requireWorkspace(context.cwd);
    const spec = await readSpec(workspace, asked);
    return { spec, version: versionOf(spec, hashesOf(documents)), because: `as asked for with --spec`, workspace };
  }
  const own = path.join(folder, 'spec.json');
  if (isOurs(own)) {
    const spec = await loadSpec(own);
    return { spec, version: versionOf(spec, hashesOf(documents)), because: 'from its own spec.json' };
  }
  const workspace = findWorkspace(context.cwd);
  if (!workspace) return { spec: null, version: null, because: '' };
  const hashes = hashesOf(documents);
  for (const spec of await readSpecs(workspace)) {
    const known = documents.find(({ path }) => spec.versions.some((version) => version.documents[path] === hashes.get(path)));
    if (known) return { spec, version: versionOf(spec, hashes), because: `its ${known.path} is pinned there`, workspace };
  }
  return { spec: null, version: null, because: '' };
}

/** Others call a file spec.json, too. */
function isOurs(file: string): boolean {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof value === 'object' && value !== null && 'schemaVersion' in value && 'prefix' in value;
  } catch {
    return false;
  }
}

const hashesOf = (documents: readonly FolderDocument[]): Map<string, string> =>
  new Map(documents.map(({ path, content }) => [path, createHash('sha256').update(content).digest('hex')]));

/** The newest version of which the folder has every normative document as pinned. */
function versionOf(spec: Spec, hashes: ReadonlyMap<string, string>): string | null {
  const informative = new Set(spec.documents.filter(({ kind }) => kind === 'informative').map(({ path }) => path));
  const fits = spec.versions.toReversed().find(({ documents }) => {
    const normative = Object.entries(documents).filter(([path]) => !informative.has(path));
    return normative.length > 0 && normative.every(([path, hash]) => hashes.get(path) === hash);
  });
  return fits?.version ?? null;
}
