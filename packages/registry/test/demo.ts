import type { Decisions, Overrides, Registry } from '@specproof/model';
import { applyPlan } from '../src/apply-plan.ts';
import type { Plan } from '../src/plan.ts';
import { reconcile } from '../src/reconcile.ts';
import { emptyRegistry, viewVersion } from '../src/registered.ts';
import { readText } from './read-text.ts';

export const demo = { id: 'demo', prefix: 'demo' };
export const noDecisions: Decisions = { schemaVersion: 1, spec: 'demo', decisions: [], bindings: [], retired: [] };
export const noOverrides: Overrides = { schemaVersion: 1, spec: 'demo', overrides: [] };

export type Texts = Record<string, string>;

/** The registry of texts that were written one after the other, named `v1`, `v2`, …. */
export function register(...texts: Texts[]): Registry {
  return registerWith(noDecisions, ...texts).registry;
}

/** The same with decisions, and the plan of each version. */
export function registerWith(decisions: Decisions, ...texts: Texts[]): { registry: Registry; plans: Plan[] } {
  let registry = emptyRegistry('demo', 'demo');
  const plans = texts.map((text, i) => {
    const plan = reconcile(registry, `v${i + 1}`, i === 0 ? null : `v${i}`, readText(text), decisions);
    registry = applyPlan(registry, plan);
    return plan;
  });
  return { registry, plans };
}

/** The refs of one version by the lines they stand on: `{ 'a.md:3': 'demo/a/s/1' }`. */
export const refsByLine = (registry: Registry, version: string): Record<string, string> =>
  Object.fromEntries(
    viewVersion(registry, version)
      .map((view): [string, string] => [`${view.document}:${view.line}`, view.revision === 1 ? view.id : `${view.id}+${view.revision}`])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
