import path from 'node:path';
import { describePlan, staleOf } from './format-lock.ts';
import type { LockedSpec } from './lock-spec.ts';
import { unsettledChanges } from './unsettled.ts';

/** What locking a spec changes, for programs. */
export function lockToJson(locked: LockedSpec): object {
  const { spec, registry, plans, kept, left, files } = locked;
  return {
    spec: spec.id,
    changed: files.map(({ file }) => path.basename(file)),
    versions: plans.map((plan) => ({
      version: plan.version,
      after: plan.after,
      registered: plan.reread !== undefined,
      changes: describePlan(locked, plan),
      ...(plan.reread && { reread: plan.reread }),
    })),
    withoutText: { kept, left },
    unsettled: unsettledChanges(registry),
    stale: staleOf(locked),
  };
}
