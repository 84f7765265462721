import path from 'node:path';
import type { Context, ExitCode } from '../context.ts';
import { readSpecs, requireWorkspace } from '../files/workspace.ts';
import { writeAll } from '../files/write-all.ts';
import { compileSchemas } from '../generating/compile-schemas.ts';
import { planSpec } from '../generating/plan-spec.ts';
import { count } from '../output/count.ts';

export interface GenerateOptions {
  check?: boolean;
}

const mostShown = 10;

/** `specproof generate`: schemas, types, refs and stubs. */
export async function generate(ids: readonly string[], { check = false }: GenerateOptions, context: Context): Promise<ExitCode> {
  const workspace = requireWorkspace(context.cwd);
  let hasFindings = false;
  for (const spec of await readSpecs(workspace, ids)) {
    const { files, changes } = await planSpec(workspace, spec);
    context.signal.throwIfAborted();
    if (!check) writeAll(workspace.root, changes);
    if (!check) await compileSchemas(workspace, spec.id);
    if (check && changes.length > 0) hasFindings = true;
    const names = changes.slice(0, mostShown).map(({ file, content }) => `  ${content === undefined ? 'remove' : 'write'} ${path.relative(workspace.root, file)}`);
    const state = changes.length === 0 ? 'nothing to change' : check ? context.stdout.colors.yellow(`${count(changes.length, 'file')} would change: run specproof generate`) : `${count(changes.length, 'file')} written or removed`;
    context.stdout.write(`${[`${context.stdout.colors.bold(spec.id)}: ${count(files, 'generated file')}; ${state}`, ...names, ...(changes.length > mostShown ? [`  and ${changes.length - mostShown} more`] : [])].join('\n')}\n`);
  }
  return hasFindings ? 1 : 0;
}
