import path from 'node:path';
import { levels as allLevels, SpecproofError } from '@specproof/model';
import type { Level } from '@specproof/model';
import type { Context, ExitCode } from '../context.ts';
import { readSpecs, requireWorkspace } from '../files/workspace.ts';
import type { Workspace } from '../files/workspace.ts';
import { writeAll } from '../files/write-all.ts';
import { compileSchemas } from '../generating/compile-schemas.ts';
import { planSpec } from '../generating/plan-spec.ts';
import type { GenerationPlan } from '../generating/plan-spec.ts';
import { generationMemory } from '../generating/remembered.ts';
import { count } from '../output/count.ts';
import type { Colors } from '../output/output.ts';

export interface GenerateOptions {
  check?: boolean;
  levels?: string;
}

const mostShown = 10;

/** `specproof generate`: schemas, types, refs and stubs. */
export async function generate(ids: readonly string[], { check = false, levels }: GenerateOptions, context: Context): Promise<ExitCode> {
  const workspace = requireWorkspace(context.cwd);
  const { colors } = context.stdout;
  const wanted = levels === undefined ? undefined : parseLevels(levels);
  const today = new Date().toISOString().slice(0, 10);
  let hasFindings = false;
  for (const spec of await readSpecs(workspace, ids)) {
    const memory = generationMemory(workspace, spec.id, { wanted, today });
    const known = memory.known();
    if (known !== undefined) {
      context.stdout.write(`${colors.bold(spec.id)}: ${known}; nothing to change\n`);
      continue;
    }
    const plan = await planSpec(workspace, spec, { today, ...(wanted && { levels: wanted }), prepare: (changes) => check || writeAll(workspace.root, changes) });
    context.signal.throwIfAborted();
    if (!check) {
      writeAll(workspace.root, plan.changes);
      await compileSchemas(workspace, spec.id);
    }
    const lines = check ? await describeCheck(plan) : describeChanges(plan, workspace);
    const wrong = [...plan.problems, ...(await describeSuite(plan))];
    if (wrong.length > 0 || (check && plan.changes.length > 0)) hasFindings = true;
    else memory.remember(describePlan(plan));
    context.stdout.write(`${[`${colors.bold(spec.id)}: ${describePlan(plan)}; ${state(plan, check, colors)}`, ...[...lines, ...wrong].map((line) => `  ${line.replaceAll('\n', '\n  ')}`)].join('\n')}\n`);
  }
  return hasFindings ? 1 : 0;
}

function parseLevels(text: string): Level[] {
  return text.split(',').map((one) => {
    const level = allLevels.find((known) => known === one.trim().toUpperCase());
    if (level === undefined) throw new SpecproofError('USAGE', `--levels: ${one.trim()} is no level. Known are: ${allLevels.join(', ')}`);
    return level;
  });
}

const describePlan = ({ files, stubs, checks }: GenerationPlan): string => `${count(files, 'generated file')}, ${count(checks, 'check')}, ${count(stubs, 'stub')}`;

function state({ changes }: GenerationPlan, check: boolean, colors: Colors): string {
  if (changes.length === 0) return 'nothing to change';
  return check ? colors.yellow(`${count(changes.length, 'file')} would change`) : `${count(changes.length, 'file')} changed`;
}

function describeChanges({ changes }: GenerationPlan, { root }: Workspace): string[] {
  const names = changes.slice(0, mostShown).map(({ file, content }) => `${content === undefined ? 'removed' : 'written'}: ${path.relative(root, file)}`);
  return [...names, ...(changes.length > mostShown ? [`and ${changes.length - mostShown} more`] : [])];
}

async function describeCheck({ differences, dispositions }: GenerationPlan): Promise<string[]> {
  if (differences.length === 0) return [];
  const { describeFinding } = await import('@specproof/codegen');
  return differences.map((difference) => describeFinding(difference, dispositions));
}

async function describeSuite({ findings, dispositions }: GenerationPlan): Promise<string[]> {
  if (findings.length === 0) return [];
  const { describeFinding } = await import('@specproof/codegen');
  return findings.map((finding) => describeFinding(finding, dispositions));
}
