import { compareIds } from '@specproof/model';
import type { Registry } from '@specproof/model';
import { packRequirement, unpackRequirement } from './pack.ts';
import type { Entry } from './pack.ts';
import { placeKeys } from './place-keys.ts';
import { reviseRequirement } from './revise.ts';
import type { DecisionIndex } from './revise.ts';

/**
 * Where reading the predecessor again gave a requirement another id (somebody bound it), the registered
 * version that came after it follows: what it has under the old id, it has under the new one from then on, its meaning numbered anew.
 */
export function followIds(
  registry: Registry,
  before: Registry,
  version: string,
  after: string | null,
  decisions: DecisionIndex,
): Registry {
  if (after === null) return registry;
  const now = new Map([...placeKeys(registry, after)].map(([id, place]) => [place, id]));
  const requirements = { ...registry.requirements };
  const order = registry.versions.map((known) => known.version);
  for (const [old, place] of placeKeys(before, after)) {
    const id = now.get(place);
    const from = requirements[old];
    const to = requirements[id ?? ''];
    if (id === undefined || id === old || !from?.versions[version] || !to || to.versions[version]) continue;
    const left = unpackRequirement(from);
    const joined = unpackRequirement(to);
    joined.set(version, left.get(version) as Entry);
    left.delete(version);
    requirements[id] = reviseRequirement(registry, id, packRequirement(joined, order), decisions, version);
    requirements[old] = left.size > 0 ? packRequirement(left, order) : { texts: [], facts: [], versions: {}, retired: `joined with ${id}` };
  }
  const sorted = Object.entries(requirements).sort(([a], [b]) => compareIds(a, b));
  return { ...registry, requirements: Object.fromEntries(sorted) };
}
