import path from 'node:path';
import { parseFile, SpecproofError } from '@specproof/model';
import type { Decisions, Dispositions, DriftRecords, FileTypes, Overrides, Properties, Registry, Spec } from '@specproof/model';
import { readIfThere } from './registered-file-names.ts';
import { specFolder } from './workspace.ts';
import type { Workspace } from './workspace.ts';

/** What is committed beside a `spec.json`. */
export interface RegisteredFiles {
  /** Absent before the first `specproof lock`. */
  registry?: Registry;
  decisions: Decisions;
  overrides: Overrides;
}

/** The registry of a spec with its decisions and overrides, checked. Throws `INVALID_FILE`, `REGISTRY_CONFLICT`. */
export async function readRegisteredFiles(workspace: Workspace, spec: Spec): Promise<RegisteredFiles> {
  const folder = specFolder(workspace, spec.id);
  const [registry, decisions, overrides] = await Promise.all([readSpecFile(workspace, spec, 'registry'), readSpecFile(workspace, spec, 'decisions'), readSpecFile(workspace, spec, 'overrides')]);
  if (registry) await check(registry, spec, folder);
  if (decisions) {
    const { checkDecisions } = await import('@specproof/registry');
    checkDecisions(decisions, path.join(folder, 'decisions.json'));
  }
  return {
    ...(registry && { registry }),
    decisions: decisions ?? { schemaVersion: 1, spec: spec.id, decisions: [], bindings: [], retired: [] },
    overrides: overrides ?? { schemaVersion: 1, spec: spec.id, overrides: [] },
  };
}

/** What the text defines; `undefined` as long as no text was read. Throws `INVALID_FILE`. */
export const readProperties = (workspace: Workspace, spec: Spec): Promise<Properties | undefined> => readSpecFile(workspace, spec, 'properties');

/** Why requirements have no check; empty where nothing is said. Throws `INVALID_FILE`. */
export const readDispositions = async (workspace: Workspace, spec: Spec): Promise<Dispositions> =>
  (await readSpecFile(workspace, spec, 'dispositions')) ?? { schemaVersion: 1, spec: spec.id, dispositions: [] };

/** What is known of the differences between prose and official schemas; nothing where there is no such file. Throws `INVALID_FILE`. */
export const readDriftRecords = async (workspace: Workspace, spec: Spec): Promise<DriftRecords> =>
  (await readSpecFile(workspace, spec, 'drift')) ?? { schemaVersion: 1, spec: spec.id, differences: [], examples: [] };

/** A file beside `spec.json`, once it is known to be about that spec; `undefined` where there is none. */
async function readSpecFile<K extends 'registry' | 'properties' | 'decisions' | 'overrides' | 'dispositions' | 'drift'>(workspace: Workspace, spec: Spec, kind: K): Promise<FileTypes[K] | undefined> {
  const file = path.join(specFolder(workspace, spec.id), `${kind}.json`);
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  const value = await parseFile(kind, text, file);
  if (value.spec !== spec.id) throw new SpecproofError('INVALID_FILE', `${file} is about ${value.spec}, but stands in the folder of ${spec.id}. Take it from git again.`);
  return value;
}

async function check(registry: Registry, spec: Spec, folder: string): Promise<void> {
  if (registry.prefix !== spec.prefix) {
    throw new SpecproofError('REGISTRY_CONFLICT', `${folder}: ids start with ${registry.prefix} in registry.json, with ${spec.prefix} in spec.json. An id never changes: correct spec.json.`);
  }
  const { validateRegistry } = await import('@specproof/registry');
  validateRegistry(registry);
}
