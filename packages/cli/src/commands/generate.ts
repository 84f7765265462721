import path from 'node:path';
import { levels as allLevels, SpecproofError } from '@specproof/model';
import type { Level, Spec } from '@specproof/model';
import type { Context, ExitCode } from '../context.ts';
import { readSpecs, requireWorkspace } from '../files/workspace.ts';
import type { Workspace } from '../files/workspace.ts';
import { writeAll } from '../files/write-all.ts';
import type { FileChange } from '../files/write-all.ts';
import { compileSchemas } from '../generating/compile-schemas.ts';
import { planSpec } from '../generating/plan-spec.ts';
import type { GenerationPlan, PlanOptions } from '../generating/plan-spec.ts';
import { generationMemory } from '../generating/remembered.ts';
import { writeHovers } from '../generating/write-hovers.ts';
import { count } from '../output/count.ts';
import type { Colors } from '../output/output.ts';

export interface GenerateOptions {
  check?: boolean;
  levels?: string;
  timeout?: string;
}

const mostShown = 10;

/** `specproof generate`: schemas, types, refs and stubs. */
export async function generate(ids: readonly string[], { check = false, levels, timeout }: GenerateOptions, context: Context): Promise<ExitCode> {
  const workspace = requireWorkspace(context.cwd);
  const { colors } = context.stdout;
  const wanted = levels === undefined ? undefined : parseLevels(levels);
  const loadTimeout = timeout === undefined ? undefined : parseSeconds(timeout);
  const today = new Date().toISOString().slice(0, 10);
  let hasFindings = false;
  for (const spec of await readSpecs(workspace, ids)) {
    const memory = generationMemory(workspace, spec.id, { wanted, today });
    const known = memory.known();
    if (known !== undefined) {
      context.stdout.write(`${colors.bold(spec.id)}: ${known}; nothing to change\n`);
      continue;
    }
    const plan = await planAndWrite(workspace, spec, { today, check, ...(wanted && { levels: wanted }), ...(loadTimeout !== undefined && { loadTimeout }) }, context.signal);
    if (!check) {
      await compileSchemas(workspace, spec.id);
      await writeHovers(workspace, spec);
    }
    const lines = check ? await describeCheck(plan) : describeChanges(plan, workspace);
    const wrong = [...plan.problems, ...(await describeSuite(plan))];
    if (wrong.length > 0 || (check && plan.changes.length > 0)) hasFindings = true;
    else memory.remember(describePlan(plan), plan.suiteFiles);
    context.stdout.write(`${[`${colors.bold(spec.id)}: ${describePlan(plan)}; ${state(plan, check, colors)}`, ...[...lines, ...wrong].map((line) => `  ${line.replaceAll('\n', '\n  ')}`)].join('\n')}\n`);
  }
  return hasFindings ? 1 : 0;
}

/** All or nothing: `refs.ts`, which a suite needs to be collected, is taken back where the rest cannot be written. */
async function planAndWrite(workspace: Workspace, spec: Spec, options: Omit<PlanOptions, 'prepare'>, signal: AbortSignal): Promise<GenerationPlan> {
  const earlier: FileChange[] = [];
  const prepare = (wanted: FileChange, present: FileChange): void => {
    if (options.check) return;
    writeAll(workspace.root, [wanted]);
    earlier.push(present);
  };
  try {
    const plan = await planSpec(workspace, spec, { ...options, prepare });
    signal.throwIfAborted();
    if (!options.check) writeAll(workspace.root, plan.changes);
    return plan;
  } catch (error) {
    writeAll(workspace.root, earlier);
    throw error;
  }
}

function parseLevels(text: string): Level[] {
  return text.split(',').map((one) => {
    const level = allLevels.find((known) => known === one.trim().toUpperCase());
    if (level === undefined) throw new SpecproofError('USAGE', `--levels: ${one.trim()} is no level. Known are: ${allLevels.join(', ')}`);
    return level;
  });
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds < 86_400)) throw new SpecproofError('USAGE', `--timeout: ${text} is no number of seconds. Write one above 0, as in --timeout 120`);
  return seconds * 1000;
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
