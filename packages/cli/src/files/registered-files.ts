import path from 'node:path';
import { parseFile, SpecproofError } from '@specproof/model';
import type { Decisions, Dispositions, Overrides, Properties, Registry, Spec } from '@specproof/model';
import { readIfThere } from './registered-file-names.ts';
import { specFolder } from './workspace.ts';
import type { Workspace } from './workspace.ts';

/** What is committed beside a `spec.json`. */
export interface RegisteredFiles {
  /** Absent before the first `specproof lock`. */
  registry?: Registry;
  /** What the text defines; absent as long as no text was read. */
  properties?: Properties;
  decisions: Decisions;
  overrides: Overrides;
  dispositions: Dispositions;
}

/** The registry of a spec with its decisions and overrides, checked. Throws `INVALID_FILE`, `REGISTRY_CONFLICT`. */
export async function readRegisteredFiles(workspace: Workspace, spec: Spec): Promise<RegisteredFiles> {
  const folder = specFolder(workspace, spec.id);
  const read = async <K extends 'registry' | 'properties' | 'decisions' | 'overrides' | 'dispositions'>(kind: K) => {
    const file = path.join(folder, `${kind}.json`);
    const text = readIfThere(file);
    if (text === undefined) return undefined;
    const value = await parseFile(kind, text, file);
    if (value.spec !== spec.id) throw new SpecproofError('INVALID_FILE', `${file} is about ${value.spec}, but stands in the folder of ${spec.id}. Take it from git again.`);
    return value;
  };
  const [registry, properties, decisions, overrides, dispositions] = await Promise.all([read('registry'), read('properties'), read('decisions'), read('overrides'), read('dispositions')]);
  if (registry) await check(registry, spec, folder);
  if (decisions) {
    const { checkDecisions } = await import('@specproof/registry');
    checkDecisions(decisions, path.join(folder, 'decisions.json'));
  }
  return {
    ...(registry && { registry }),
    ...(properties && { properties }),
    decisions: decisions ?? { schemaVersion: 1, spec: spec.id, decisions: [], bindings: [], retired: [] },
    overrides: overrides ?? { schemaVersion: 1, spec: spec.id, overrides: [] },
    dispositions: dispositions ?? { schemaVersion: 1, spec: spec.id, dispositions: [] },
  };
}

async function check(registry: Registry, spec: Spec, folder: string): Promise<void> {
  if (registry.prefix !== spec.prefix) {
    throw new SpecproofError('REGISTRY_CONFLICT', `${folder}: ids start with ${registry.prefix} in registry.json, with ${spec.prefix} in spec.json. An id never changes: correct spec.json.`);
  }
  const { validateRegistry } = await import('@specproof/registry');
  validateRegistry(registry);
}
