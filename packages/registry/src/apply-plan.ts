import { compareIds } from '@specproof/model';
import type { Registry, RegisteredRequirement } from '@specproof/model';
import { packRequirement, unpackRequirement } from './pack.ts';
import type { Entry } from './pack.ts';
import type { Plan, PlannedRequirement } from './plan.ts';

/** The registry with the planned version in it. */
export function applyPlan(registry: Registry, plan: Pick<Plan, 'version' | 'after' | 'documents' | 'requirements'>): Registry {
  const { version, after, documents } = plan;
  const registered = { version, after, documents };
  const versions = registry.versions.some((known) => known.version === version)
    ? registry.versions.map((known) => (known.version === version ? registered : known))
    : [...registry.versions, registered];
  const order = versions.map((known) => known.version);
  const planned = new Map(plan.requirements.map((requirement) => [requirement.id, requirement]));
  const requirements = new Map<string, RegisteredRequirement>();
  for (const id of [...new Set([...Object.keys(registry.requirements), ...planned.keys()])].sort(compareIds)) {
    const known = registry.requirements[id];
    const requirement = planned.get(id);
    requirements.set(id, !requirement && known && !known.versions[version] ? known : place(known, requirement, version, order));
  }
  return { ...registry, versions, requirements: Object.fromEntries(requirements) };
}

function place(
  known: RegisteredRequirement | undefined,
  planned: PlannedRequirement | undefined,
  version: string,
  order: readonly string[],
): RegisteredRequirement {
  const entries = known ? unpackRequirement(known) : new Map<string, Entry>();
  if (planned) entries.set(version, entryOf(planned));
  else entries.delete(version);
  const packed = packRequirement(entries, order);
  return entries.size === 0 ? { ...packed, retired: `not read from ${version} any more` } : packed;
}

const entryOf = ({ revision, change, line, column, statement, facts, text }: PlannedRequirement): Entry => ({
  place: { revision, line, column, statement, ...(change && { change }) },
  facts,
  text,
});
