import path from 'node:path';
import { SpecproofError } from '@specproof/model';
import type { Spec } from '@specproof/model';
import type { GeneratedFile } from '@specproof/schema';
import { readIfThere } from '../files/registered-file-names.ts';
import { readRegisteredFiles } from '../files/registered-files.ts';
import { specFolder } from '../files/workspace.ts';
import type { Workspace } from '../files/workspace.ts';
import type { FileChange } from '../files/write-all.ts';
import { generatedFiles } from './owned-files.ts';

/** What generating for one spec comes to, before anything is written. */
export interface GenerationPlan {
  spec: Spec;
  /** How many files there should be. */
  files: number;
  changes: FileChange[];
}

/** Everything that is made from a spec's registered files, compared with what is there. */
export async function planSpec(workspace: Workspace, spec: Spec): Promise<GenerationPlan> {
  const folder = specFolder(workspace, spec.id);
  const wanted = await generateFiles(workspace, spec);
  const names = new Set(wanted.map((file) => file.path));
  return {
    spec,
    files: wanted.length,
    changes: [
      ...wanted.map(({ path: file, content }) => ({ file: path.join(folder, file), content })).filter(({ file, content }) => readIfThere(file) !== content),
      ...generatedFiles(folder).filter((file) => !names.has(file)).map((file) => ({ file: path.join(folder, file) })),
    ],
  };
}

async function generateFiles(workspace: Workspace, spec: Spec): Promise<GeneratedFile[]> {
  const { registry, properties } = await readRegisteredFiles(workspace, spec);
  if (!registry || !properties) {
    throw new SpecproofError('TEXT_NOT_SYNCED', `${spec.id} has no ${registry ? 'properties' : 'registry'} yet, so nothing can be generated from it: specproof lock ${spec.id}`);
  }
  const { generateSchemas } = await import('@specproof/schema');
  return generateSchemas(properties, registry.versions.map(({ version }) => version));
}
