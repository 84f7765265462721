import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { SpecproofError } from '@specproof/model';
import type { Spec } from '@specproof/model';
import { loadSpec } from '@specproof/registry';
import { suggestion } from '../near-names.ts';

/** A folder with `specs/<id>/spec.json` in it: adding a spec is adding such a folder. */
export interface Workspace {
  root: string;
  /** Ids of its specs, in order. */
  specs: string[];
}

/** The nearest workspace from `cwd` upwards. */
export function findWorkspace(cwd: string): Workspace | undefined {
  for (let root = path.resolve(cwd); ; root = path.dirname(root)) {
    const specs = specsIn(root);
    if (specs.length > 0) return { root, specs };
    if (root === path.dirname(root)) return undefined;
  }
}

/** The same; throws `USAGE` where there is none. */
export function requireWorkspace(cwd: string): Workspace {
  const workspace = findWorkspace(cwd);
  if (workspace) return workspace;
  throw new SpecproofError(
    'USAGE',
    `Neither ${cwd} nor a folder above it is a Specproof workspace: expected specs/<id>/spec.json there. Go to a checkout of your workspace, or read any folder of Markdown with: specproof extract --dir <folder>`,
  );
}

function specsIn(root: string): string[] {
  try {
    return readdirSync(path.join(root, 'specs')).filter((id) => existsSync(path.join(root, 'specs', id, 'spec.json'))).sort();
  } catch {
    return [];
  }
}

/** The folder with the data of a spec. */
export const specFolder = ({ root }: Workspace, id: string): string => path.join(root, 'specs', id);

const specFile = (workspace: Workspace, id: string): string => path.join(specFolder(workspace, id), 'spec.json');

/** Where synced texts are kept. */
export const textCache = ({ root }: Workspace): string => path.join(root, '.specproof', 'specs');

/** The `spec.json` of one spec. Throws `UNKNOWN_SPEC` with near names. */
export async function readSpec(workspace: Workspace, id: string): Promise<Spec> {
  if (!workspace.specs.includes(id)) {
    throw new SpecproofError('UNKNOWN_SPEC', `There is no spec ${id} in ${workspace.root}.${suggestion(id, workspace.specs)} Known are: ${workspace.specs.join(', ')}.`);
  }
  const file = specFile(workspace, id);
  const spec = await loadSpec(file);
  refuseTwins(workspace, id, spec);
  if (spec.id === id) return spec;
  throw new SpecproofError('INVALID_FILE', `${file} has the id ${spec.id}, but stands in the folder ${id}. Rename one of them.`);
}

/** Two specs with one name would be given the same ids. */
function refuseTwins(workspace: Workspace, folder: string, spec: Spec): void {
  for (const other of workspace.specs) {
    if (other === folder) continue;
    const named = namesIn(specFile(workspace, other));
    const key = (['id', 'prefix'] as const).find((name) => named[name] === spec[name]);
    if (key === undefined) continue;
    const [first, second] = [specFile(workspace, folder), specFile(workspace, other)].sort();
    const remedy = key === 'id' ? 'Give one of them the name of its folder' : 'Give the one whose ids nobody uses yet another prefix';
    throw new SpecproofError('INVALID_FILE', `${first} and ${second} have the same ${key}, ${spec[key]}: their requirements would get the same ids. ${remedy}.`);
  }
}

/** Who reads one spec has no use for what else is wrong with another. */
function namesIn(file: string): { id?: unknown; prefix?: unknown } {
  try {
    return Object(JSON.parse(readFileSync(file, 'utf8'))) as object;
  } catch {
    return {};
  }
}

/** Every spec of the workspace, or those named. */
export const readSpecs = (workspace: Workspace, ids: readonly string[] = []): Promise<Spec[]> =>
  Promise.all((ids.length > 0 ? [...new Set(ids)] : workspace.specs).map((id) => readSpec(workspace, id)));
