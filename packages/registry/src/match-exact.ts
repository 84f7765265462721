import { align } from './align.ts';
import { groupBy } from './item.ts';
import type { Item } from './item.ts';
import type { Matching } from './matching.ts';
import type { SectionMap } from './section-map.ts';
import { similarity } from './similarity.ts';

type KeyOf = (item: Item) => string;

/** Matches the texts that stand once on either side, wherever they stand. */
export function matchUnique(matching: Matching, olds: readonly Item[], reads: readonly Item[], keyOf: KeyOf): void {
  const oldGroups = groupBy(matching.leftOf(olds), keyOf);
  for (const [key, [read, ...others]] of groupBy(matching.leftOf(reads), keyOf)) {
    const [old, ...twins] = oldGroups.get(key) ?? [];
    if (old && read && others.length === 0 && twins.length === 0) matching.match(old, read);
  }
}

/**
 * Matches texts that stand several times: section by section, those first for which most speaks,
 * in the order that their neighbours suggest; then document by document; then anywhere.
 * Both lists are ordered by place.
 */
export function matchTwins(
  matching: Matching,
  olds: readonly Item[],
  reads: readonly Item[],
  keyOf: KeyOf,
  map: SectionMap,
): void {
  const wider = [{ old: '', read: '' }];
  for (const { scopeOf, continuations } of [
    { scopeOf: (item: Item) => item.scope, continuations: map.sections },
    { scopeOf: (item: Item) => item.document, continuations: map.documents },
    { scopeOf: () => '', continuations: wider },
  ]) {
    const left = groupBy(matching.leftOf(reads), keyOf);
    if (!matching.leftOf(olds).some((old) => left.has(keyOf(old)))) return;
    const oldScopes = groupBy(olds, scopeOf);
    const readScopes = groupBy(reads, scopeOf);
    for (const { old, read } of continuations) {
      matchInScope(matching, oldScopes.get(old) ?? [], readScopes.get(read) ?? [], keyOf);
    }
  }
}

function matchInScope(matching: Matching, olds: readonly Item[], reads: readonly Item[], keyOf: KeyOf): void {
  const oldKeys = new Set(matching.leftOf(olds).map(keyOf));
  const shared = new Set(matching.leftOf(reads).map(keyOf).filter((key) => oldKeys.has(key)));
  if (shared.size === 0) return;

  const names = nameNeighbours(matching, olds, reads, shared, keyOf);
  const aligned = align(
    olds.map((item) => names.get(item)),
    reads.map((item) => names.get(item)),
  );
  for (const [i, j] of aligned) {
    const old = olds[i];
    const read = reads[j];
    if (old && read && !matching.newOf.has(old) && shared.has(keyOf(old)) && keyOf(old) === keyOf(read)) matching.match(old, read);
  }

  // Twins that changed their order against their neighbours.
  const left = groupBy(matching.leftOf(olds).filter((old) => shared.has(keyOf(old))), keyOf);
  for (const read of matching.leftOf(reads)) {
    const old = left.get(keyOf(read))?.shift();
    if (old) matching.match(old, read);
  }
}

/** Names equal on both sides for what is, or is taken to be, the same; all others differ. */
function nameNeighbours(
  matching: Matching,
  olds: readonly Item[],
  reads: readonly Item[],
  shared: ReadonlySet<string>,
  keyOf: KeyOf,
): Map<Item, string | number> {
  const names = new Map<Item, string | number>();
  const inScope = new Set(olds);
  let next = 0;
  for (const item of [...olds, ...reads]) {
    if (names.has(item)) continue;
    if (shared.has(keyOf(item)) && !matching.newOf.has(item) && !matching.oldOf.has(item)) {
      names.set(item, keyOf(item));
      continue;
    }
    names.set(item, next);
    const read = matching.newOf.get(item);
    if (read && inScope.has(item)) names.set(read, next);
    next++;
  }
  const isOpen = (item: Item): boolean => !matching.newOf.has(item) && !matching.oldOf.has(item) && !shared.has(keyOf(item));
  for (const [old, read] of reworded(olds.filter(isOpen), reads.filter(isOpen))) names.set(read, names.get(old) ?? next++);
  return names;
}

const maxComparisons = 2500;
const rewordedFrom = 0.5;

/** Neighbours that changed are evidence too: the pairs most alike, greedily. */
function reworded(olds: readonly Item[], reads: readonly Item[]): [Item, Item][] {
  if (olds.length * reads.length > maxComparisons) return [];
  const likely = olds.flatMap((old) =>
    reads.map((read) => ({ old, read, alike: similarity(old.text, read.text) })).filter(({ alike }) => alike >= rewordedFrom),
  );
  const pairs = new Map<Item, Item>();
  const taken = new Set<Item>();
  for (const { old, read } of likely.sort((a, b) => b.alike - a.alike)) {
    if (pairs.has(old) || taken.has(read)) continue;
    pairs.set(old, read);
    taken.add(read);
  }
  return [...pairs];
}
