import type { Decisions, Extraction, Overrides, Registry } from '@specproof/model';
import { applyOverrides } from './apply-overrides.ts';
import { applyPlan } from './apply-plan.ts';
import { reconcile } from './reconcile.ts';
import { emptyRegistry } from './registered.ts';
import { withReserved } from './reserve.ts';

/** A version of a spec with its predecessor and what its text says. */
export interface VersionReading {
  version: string;
  after: string | null;
  extraction: Extraction;
}

/** The registry that texts, decisions and overrides give, from nothing; `versions` in the order of their registration. */
export function rebuild(
  spec: { id: string; prefix: string },
  versions: readonly VersionReading[],
  decisions: Decisions,
  overrides: Overrides,
): Registry {
  let registry = emptyRegistry(spec.id, spec.prefix);
  for (const { version, after, extraction } of versions) {
    registry = applyPlan(registry, reconcile(registry, version, after, applyOverrides(extraction, overrides).extraction, decisions));
  }
  return withReserved(registry, decisions);
}
