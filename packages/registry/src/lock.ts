import type { Binding, Decision, Decisions, Extraction, Override, Overrides, Registry } from '@specproof/model';
import { applyOverrides } from './apply-overrides.ts';
import { applyPlan } from './apply-plan.ts';
import { followIds } from './follow-ids.ts';
import { holdRevisions, pinDecisions } from './pin-decisions.ts';
import type { Plan } from './plan.ts';
import { reconcile } from './reconcile.ts';
import { emptyRegistry } from './registered.ts';
import { rekeyDecisions } from './rekey-decisions.ts';
import { recordRetired, withReserved } from './reserve.ts';
import { indexDecisions, revise } from './revise.ts';

/** All that a registry is made of. */
export interface LockInput {
  spec: { id: string; prefix: string };
  /** In the order of their registration; without `extraction` where the text is not at hand. */
  versions: readonly { version: string; after: string | null; extraction?: Extraction }[];
  /** As committed; absent before the first time. */
  registry?: Registry;
  decisions: Decisions;
  overrides: Overrides;
}

export interface Lock {
  registry: Registry;
  /** With what reading again adds, so that rebuilding gives this registry. */
  decisions: Decisions;
  /** One per version whose text was at hand. */
  plans: Plan[];
  /** What is pinned to something that is nowhere any more. */
  stale: { overrides: Override[]; decisions: Decision[]; bindings: Binding[] };
}

/** Registers new versions and reads registered ones again. */
export function lock({ spec, versions, registry: committed = emptyRegistry(spec.id, spec.prefix), decisions, overrides }: LockInput): Lock {
  const settled = revise(committed, decisions);
  const index = indexDecisions(decisions);
  const plans: Plan[] = [];
  const staleOverrides = new Set(overrides.overrides);
  let registry = settled;
  for (const { version, after, extraction } of versions) {
    if (!extraction) continue;
    const put = applyOverrides(extraction, overrides);
    for (const override of put.applied) staleOverrides.delete(override);
    const followed = followIds(registry, settled, version, after, index);
    const plan = reconcile(followed, version, after, put.extraction, decisions);
    plans.push(plan);
    registry = applyPlan(followed, plan);
  }
  registry = withReserved(registry, decisions);
  const { decisions: rekeyed, stale } = rekeyDecisions(recordRetired(decisions, registry), settled, registry);
  const readings = versions.flatMap(({ extraction, ...version }) => (extraction ? [{ ...version, extraction }] : []));
  const kept = committed.versions.length === 0 ? rekeyed : holdRevisions(registry, rekeyed);
  const isComplete = registry.versions.every(({ version }) => readings.some((reading) => reading.version === version));
  const pinned = isComplete && committed.versions.length > 0 ? pinDecisions(spec, readings, registry, kept, overrides) : kept;
  return {
    registry: withReserved(revise(registry, pinned), pinned),
    decisions: pinned,
    plans,
    stale: { overrides: overrides.overrides.filter((override) => staleOverrides.has(override)), ...stale },
  };
}
