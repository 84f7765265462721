import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { specFolder } from '../files/workspace.ts';
import type { Workspace } from '../files/workspace.ts';

/** Where compiled validators of a version's schemas are kept. */
export const validatorCache = ({ root }: Workspace, spec: string, version: string): string => path.join(root, '.specproof', 'validators', spec, version);

/** Compiles the validators of a spec's schemas, so that nobody who validates a document pays for it. */
export async function compileSchemas(workspace: Workspace, spec: string): Promise<void> {
  const folder = path.join(specFolder(workspace, spec), 'schemas');
  if (!existsSync(folder)) return;
  const { compileValidators } = await import('@specproof/schema');
  const versions = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  for (const version of versions.sort()) await compileValidators(path.join(folder, version), validatorCache(workspace, spec, version));
}
