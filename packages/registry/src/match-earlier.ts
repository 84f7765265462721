import type { Registry } from '@specproof/model';
import { textKey } from './fingerprint-key.ts';
import { sectionKey } from './item.ts';
import type { Item } from './item.ts';
import type { Matching } from './matching.ts';

/**
 * Matches texts that a registered requirement had in some earlier version: nearest section first,
 * and what is in the predecessor before what is dormant.
 */
export function matchEarlier(matching: Matching, registry: Registry, pools: readonly (readonly Item[])[], reads: readonly Item[]): void {
  const wanted = new Set(matching.leftOf(reads).map((read) => read.key));
  for (const pool of pools) {
    const byText = new Map<string, Item[]>();
    for (const old of matching.leftOf(pool)) {
      for (const text of registry.requirements[old.id ?? '']?.texts ?? []) {
        const key = textKey(text);
        if (wanted.has(key)) byText.set(key, [...(byText.get(key) ?? []), old]);
      }
    }
    for (const nearness of [sectionKey, (item: Item) => item.document, () => '']) {
      const near = new Map<string, Item[]>();
      for (const [key, olds] of byText) {
        for (const old of olds) {
          const place = `${key}\0${nearness(old)}`;
          const group = near.get(place);
          if (group) group.push(old);
          else near.set(place, [old]);
        }
      }
      for (const read of matching.leftOf(reads)) {
        const group = near.get(`${read.key}\0${nearness(read)}`) ?? [];
        let old = group.shift();
        while (old && matching.newOf.has(old)) old = group.shift();
        if (old) matching.match(old, read);
      }
    }
  }
}
