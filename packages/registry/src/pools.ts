import type { Registry } from '@specproof/model';
import { comparePlaces, makeItem } from './item.ts';
import type { Item } from './item.ts';
import { detailsOf, isRegistered } from './registered.ts';

/** The registered requirements that a text can be matched with; every id is in one of them. */
export interface Pools {
  /** The version read again or, for a new one, its predecessor. */
  base: Item[];
  /** When reading again: what the predecessor has and this version had not. */
  predecessor: Item[];
  /** What is registered, but in neither: as it stood last. */
  dormant: Item[];
}

/** Sorts what is registered by how near it is to the version read; all pools ordered by place. */
export function poolItems(registry: Registry, version: string, after: string | null): Pools {
  const isReread = isRegistered(registry, version);
  const order = registry.versions.map((registered) => registered.version);
  const pools: Pools = { base: [], predecessor: [], dormant: [] };
  for (const [id, requirement] of Object.entries(registry.requirements)) {
    const place = (name: string | null | undefined) => (name == null ? undefined : requirement.versions[name]);
    const itemAt = (name: string): Item | undefined => {
      const at = place(name);
      if (!at) return undefined;
      const { text, facts } = detailsOf(requirement, at);
      return makeItem({ id, line: at.line, column: at.column, ...facts, ...text }, facts.section, () => text.pairs);
    };
    const base = itemAt(isReread ? version : (after ?? ''));
    const predecessor = base ? undefined : itemAt(after ?? '');
    const dormant = base || predecessor ? undefined : itemAt(order.findLast((name) => place(name)) ?? '');
    if (base) pools.base.push(base);
    if (predecessor) pools.predecessor.push(predecessor);
    if (dormant) pools.dormant.push(dormant);
  }
  for (const pool of Object.values(pools) as Item[][]) pool.sort(comparePlaces);
  return pools;
}
