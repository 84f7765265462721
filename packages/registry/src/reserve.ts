import { compareIds } from '@specproof/model';
import type { Decisions, Registry } from '@specproof/model';

/** The registry with every id reserved that the decisions retire, and every revision that a binding leaves behind. */
export function withReserved(registry: Registry, { retired, bindings }: Decisions): Registry {
  const requirements = { ...registry.requirements };
  for (const { id, revision } of bindings) {
    const known = requirements[id];
    if (!known || revision === undefined) continue;
    const { skipped: _skipped, ...rest } = known;
    const given = new Set(Object.values(known.versions).map((place) => place.revision));
    const skipped = Array.from({ length: Math.max(...given) }, (_, i) => i + 1).filter((number) => !given.has(number));
    requirements[id] = skipped.length > 0 ? { ...rest, skipped } : rest;
  }
  for (const { id, reason } of retired) {
    const known = requirements[id];
    if (!known || Object.keys(known.versions).length === 0) requirements[id] = { texts: [], facts: [], versions: {}, retired: reason };
  }
  const sorted = Object.entries(requirements).sort(([a], [b]) => compareIds(a, b));
  return { ...registry, requirements: Object.fromEntries(sorted) };
}

/** The decisions with every id retired that the registry keeps for nothing but to reserve it. */
export function recordRetired(decisions: Decisions, registry: Registry): Decisions {
  const known = new Map(decisions.retired.map((entry) => [entry.id, entry]));
  const retired = Object.entries(registry.requirements).flatMap(([id, requirement]) =>
    requirement.retired === undefined ? [] : [known.get(id) ?? { id, reason: requirement.retired }],
  );
  return { ...decisions, retired };
}
