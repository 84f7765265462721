import path from 'node:path';
import { isSpecproofError, SpecproofError } from '@specproof/model';
import type { Context, ExitCode } from '../context.ts';
import { parseSpecArgument, requireVersion } from '../files/spec-version.ts';
import { readSpec, requireWorkspace } from '../files/workspace.ts';
import { count } from '../output/count.ts';
import { isUnavailable, textObtainer } from '../texts/obtain-text.ts';

export interface SyncOptions {
  from?: string;
  pin?: string;
  tag?: string;
  commit?: string;
  after?: string;
}

/** `specproof sync`: obtains texts and official schemas, verified against the pins. */
export async function sync(targets: readonly string[], options: SyncOptions, context: Context): Promise<ExitCode> {
  const workspace = requireWorkspace(context.cwd);
  if (options.pin !== undefined) {
    const { pin } = await import('./pin.ts');
    return pin(workspace, targets, { ...options, pin: options.pin }, context);
  }
  for (const name of ['tag', 'commit', 'after'] as const) {
    if (options[name] !== undefined) throw new SpecproofError('USAGE', `--${name} only goes with --pin <version>, which adds a version to spec.json.`);
  }
  const wanted = (targets.length > 0 ? targets : workspace.specs).map(parseSpecArgument);
  // Everything that was typed is checked before anything is fetched.
  const jobs = [];
  for (const { spec: id, version } of wanted) {
    const spec = await readSpec(workspace, id);
    jobs.push({ spec, versions: version === undefined ? spec.versions : [requireVersion(spec, version)] });
  }
  const failures: string[] = [];
  for (const { spec, versions } of jobs) {
    const obtainer = textObtainer(context, workspace, spec, options.from);
    for (const { version } of versions) {
      try {
        const { dir, source, fromCache } = await obtainer.sync(version);
        context.stdout.write(`${spec.id} ${version}  ${fromCache ? 'here and verified' : `verified, from ${source}`}  ${path.relative(context.cwd, dir) || dir}\n`);
      } catch (error) {
        if (!isUnavailable(error) || !isSpecproofError(error)) throw error;
        failures.push(error.message);
      }
    }
  }
  const { writeHovers } = await import('../generating/write-hovers.ts');
  for (const spec of new Map(jobs.map((job) => [job.spec.id, job.spec])).values()) await writeHovers(workspace, spec);
  if (failures.length === 0) return 0;
  const [first = '', ...others] = failures;
  // One reason is mostly the reason of all.
  const rest = others.length === 0 ? '' : `\nLikewise ${count(others.length, 'other version')}: ${others.map((message) => /^The text of (.+?) could not/u.exec(message)?.[1] ?? message).join(', ')}`;
  throw new SpecproofError('SOURCE_NOT_FOUND', `${first}${rest}`);
}
