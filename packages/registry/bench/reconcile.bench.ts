import { applyPlan } from '../src/apply-plan.ts';
import type { Plan } from '../src/plan.ts';
import { reconcile } from '../src/reconcile.ts';
import { serializeRegistry } from '../src/serialize-registry.ts';
import { makeBigSpec, noDecisions } from './big-spec.ts';
import type { BigSpec, BigSpecOptions } from './big-spec.ts';

const base = { requirements: 20_000, sections: 500, changed: 0.1, twins: 0 };
const cases: Record<string, BigSpecOptions> = {
  'ordinary text': base,
  'half of it one sentence': { ...base, twins: 0.5 },
  'half of it one sentence, all in one section': { ...base, twins: 0.5, sections: 1 },
  'half of it one sentence, reworded everywhere': { ...base, twins: 0.5, rewordTwins: true },
};

const made = new Map<string, BigSpec>();
function bigSpec(name: string): BigSpec {
  const spec = made.get(name) ?? makeBigSpec(cases[name] ?? base);
  made.set(name, spec);
  return spec;
}

/** Plans and applies the next version of one of the cases. */
export function reconcileCase(name: string): { plan: Plan; spec: BigSpec; bytes: () => number } {
  const spec = bigSpec(name);
  const plan = reconcile(spec.registry, 'v2', 'v1', spec.next, noDecisions);
  const registry = applyPlan(spec.registry, plan);
  return { plan, spec, bytes: () => serializeRegistry(registry).length };
}

function figures(): Record<string, Record<string, number>> {
  return Object.fromEntries(
    Object.keys(cases).map((name) => {
      const { plan, spec, bytes } = reconcileCase(name);
      const given = plan.requirements.filter(({ why }) => why === 'new').length;
      const kept = plan.requirements.length - given;
      return [name, { edits: spec.edits, kept, given, removed: plan.removed.length, megabytes: Math.round(bytes() / 1e5) / 10 }];
    }),
  );
}

export default [
  ...Object.keys(cases).map((name) => ({
    name: `reconcile 20,000 requirements, ${name}`,
    subject: { name: 'reconcile', run: () => void reconcileCase(name) },
    limit: cases[name]?.rewordTwins ? { ms: 5000 } : { ms: 5000, mb: 400 },
    rounds: 3,
  })),
  { name: 'ids of 20,000 requirements, a tenth changed', figures },
];
