import type { Item } from './item.ts';

/** A growing one-to-one match of registered and newly read items. */
export interface Matching {
  /** Per newly read item, the registered one. */
  readonly oldOf: ReadonlyMap<Item, Item>;
  readonly newOf: ReadonlyMap<Item, Item>;
  match(old: Item, read: Item): void;
  /** Those of `items` that have no counterpart yet. */
  leftOf(items: readonly Item[]): Item[];
}

/** An empty matching. */
export function createMatching(): Matching {
  const oldOf = new Map<Item, Item>();
  const newOf = new Map<Item, Item>();
  return {
    oldOf,
    newOf,
    match(old, read) {
      if (newOf.has(old) || oldOf.has(read)) throw new Error('An item was matched twice');
      oldOf.set(read, old);
      newOf.set(old, read);
    },
    leftOf: (items) => items.filter((item) => !oldOf.has(item) && !newOf.has(item)),
  };
}
