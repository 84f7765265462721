import type { Registry } from '@specproof/model';
import { textKey } from './fingerprint-key.ts';
import { groupBy } from './item.ts';
import type { Item } from './item.ts';
import type { Matching } from './matching.ts';

/**
 * Matches texts that a registered requirement had in some earlier version: nearest section first,
 * and what is in the predecessor before what is dormant.
 */
export function matchEarlier(matching: Matching, registry: Registry, pools: readonly (readonly Item[])[], reads: readonly Item[]): void {
  const wanted = new Set(matching.leftOf(reads).map((read) => read.key));
  for (const pool of pools) {
    const texts = matching.leftOf(pool).flatMap((old) =>
      (registry.requirements[old.id ?? '']?.texts ?? []).flatMap((text) => {
        const key = textKey(text);
        return wanted.has(key) ? [{ old, key }] : [];
      }),
    );
    for (const nearness of [(item: Item) => item.scope, (item: Item) => item.document, () => '']) {
      const near = groupBy(texts, ({ old, key }) => `${key}\0${nearness(old)}`);
      for (const read of matching.leftOf(reads)) {
        const group = near.get(`${read.key}\0${nearness(read)}`) ?? [];
        let next = group.shift();
        while (next && matching.newOf.has(next.old)) next = group.shift();
        if (next) matching.match(next.old, read);
      }
    }
  }
}
