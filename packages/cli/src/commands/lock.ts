import { SpecproofError } from '@specproof/model';
import type { Context, ExitCode } from '../context.ts';
import { parseSpecArgument } from '../files/spec-version.ts';
import { readRegisteredFiles } from '../files/registered-files.ts';
import { readSpecs, requireWorkspace } from '../files/workspace.ts';
import { writeHovers } from '../generating/write-hovers.ts';
import { formatLock, staleOf } from '../locking/format-lock.ts';
import { lockToJson } from '../locking/lock-to-json.ts';
import { lockSpec, writeLocked } from '../locking/lock-spec.ts';
import type { LockedSpec } from '../locking/lock-spec.ts';
import { unsettledChanges } from '../locking/unsettled.ts';

export interface LockOptions {
  check?: boolean;
  json?: boolean;
}

/** `specproof lock`: reconciles registries with the texts. */
export async function lock(targets: readonly string[], { check = false, json = false }: LockOptions, context: Context): Promise<ExitCode> {
  const workspace = requireWorkspace(context.cwd);
  const ids = targets.map((target) => {
    const { spec, version } = parseSpecArgument(target);
    if (version === undefined) return spec;
    throw new SpecproofError('USAGE', `A registry is locked as a whole, with all its versions: specproof lock ${spec}`);
  });
  let hasFindings = false;
  const reports: object[] = [];
  for (const spec of await readSpecs(workspace, ids)) {
    const locked = await lockSpec(context, workspace, spec, await readRegisteredFiles(workspace, spec));
    context.signal.throwIfAborted();
    if (!check) {
      writeLocked(workspace, locked);
      await writeHovers(workspace, spec);
    }
    if (json) reports.push(lockToJson(locked));
    else context.stdout.write(`${formatLock(locked, context.stdout.colors, check).join('\n')}\n`);
    if (isStale(locked) || (check && (locked.files.length > 0 || unsettledChanges(locked.registry).length > 0))) hasFindings = true;
  }
  if (json) context.stdout.write(`${JSON.stringify(reports, null, 2)}\n`);
  return hasFindings ? 1 : 0;
}

/** Whether something that people wrote fits nothing any more. */
const isStale = (locked: LockedSpec): boolean => Object.values(staleOf(locked)).some((entries) => entries.length > 0);
