import { parseRef, SpecproofError } from '@specproof/model';
import type { Registry, Spec } from '@specproof/model';
import { readRegisteredFiles } from './files/registered-files.ts';
import type { RegisteredFiles } from './files/registered-files.ts';
import { readSpecs } from './files/workspace.ts';
import type { Workspace } from './files/workspace.ts';
import { nearNames } from './near-names.ts';

/** A requirement that somebody named. */
export interface ResolvedRef {
  spec: Spec;
  registered: RegisteredFiles & { registry: Registry };
  id: string;
  /** Set where one was asked for. */
  revision?: number;
}

/** Finds requirements by id, by ref, or by the beginning of an id that only one has; reads each registry once. */
export function refResolver(workspace: Workspace): (typed: string) => Promise<ResolvedRef> {
  let loading: Promise<Omit<ResolvedRef, 'id'>[]> | undefined;
  return async (typed) => {
    loading ??= loadAll(workspace);
    return resolve(typed, await loading);
  };
}

async function loadAll(workspace: Workspace): Promise<Omit<ResolvedRef, 'id'>[]> {
  const specs = await readSpecs(workspace);
  const all = await Promise.all(specs.map(async (spec) => ({ spec, registered: await readRegisteredFiles(workspace, spec) })));
  const withRegistry = all.flatMap(({ spec, registered }) => (registered.registry ? [{ spec, registered: { ...registered, registry: registered.registry } }] : []));
  if (withRegistry.length > 0) return withRegistry;
  throw new SpecproofError('UNKNOWN_REQUIREMENT', `Nothing is registered in ${workspace.root} yet. Register the specs with: specproof lock`);
}

function resolve(typed: string, specs: readonly Omit<ResolvedRef, 'id'>[]): ResolvedRef {
  const { id: asId, revision } = /\+\d+$/u.test(typed) ? (parseRef(typed) ?? { id: typed, revision: undefined }) : { id: typed, revision: undefined };
  const found = specs.find(({ registered }) => Object.hasOwn(registered.registry.requirements, asId));
  if (found) return { ...found, id: asId, ...(revision !== undefined && { revision: checkRevision(found.registered.registry, asId, revision) }) };
  const all = specs.flatMap((one) => Object.keys(one.registered.registry.requirements).map((id) => ({ ...one, id })));
  const beginning = all.filter(({ id }) => id.startsWith(typed));
  const [only] = beginning;
  if (only && beginning.length === 1) return only;
  const list = beginning.length > 0 ? beginning.map(({ id }) => id) : nearNames(asId, all.map(({ id }) => id), 5);
  const shown = list.slice(0, 12).map((id) => `\n  ${id}`).join('') + (list.length > 12 ? `\n  and ${list.length - 12} more` : '');
  if (beginning.length > 0) throw new SpecproofError('UNKNOWN_REQUIREMENT', `${beginning.length} requirements begin with ${typed}; name one:${shown}`);
  throw new SpecproofError('UNKNOWN_REQUIREMENT', `No requirement is ${typed}.${shown === '' ? ' All ids of a spec: specproof extract <spec> --json' : ` Near it are:${shown}`}`);
}

function checkRevision({ requirements }: Registry, id: string, revision: number): number {
  const given = new Set(Object.values(requirements[id]?.versions ?? {}).map((place) => place.revision));
  if (given.has(revision)) return revision;
  throw new SpecproofError('UNKNOWN_REQUIREMENT', `${id} has no revision ${revision}: it has ${[...given].sort((a, b) => a - b).join(', ') || 'none'}.`);
}
