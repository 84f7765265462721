import type { Binding, Decisions, Extraction, Registry } from '@specproof/model';
import type { Item } from './item.ts';
import { changedThresholds, dormantThresholds, matchChanged } from './match-changed.ts';
import { matchEarlier } from './match-earlier.ts';
import { matchTwins, matchUnique } from './match-exact.ts';
import { matchPlaces } from './match-place.ts';
import { createMatching } from './matching.ts';
import type { Matching } from './matching.ts';
import type { Origin } from './plan.ts';
import { poolItems } from './pools.ts';
import { isRegistered } from './registered.ts';
import { learnSections } from './section-map.ts';
import type { SectionMap } from './section-map.ts';

/** The id of a newly read requirement, `undefined` where it has to be given one, and how it came to it. */
export interface Identity {
  id: string | undefined;
  why: Origin;
  old?: Item;
}

export interface ItemsMatch {
  identities: Map<Item, Identity>;
  /** What the version read again, or the predecessor, has and the text has not. */
  gone: Item[];
  staleBindings: Binding[];
}

/** Finds the registered requirement behind every one newly read; `reads` are ordered by place. */
export function matchItems(
  registry: Registry,
  version: string,
  after: string | null,
  extraction: Extraction,
  decisions: Decisions,
  reads: readonly Item[],
): ItemsMatch {
  const { base, predecessor, dormant } = poolItems(registry, version, after);
  const isReread = isRegistered(registry, version);
  const matching = createMatching();
  const identities = new Map<Item, Identity>();
  const note = (whyOf: (old: Item, read: Item) => Origin): void => {
    for (const [read, old] of matching.oldOf) {
      if (!identities.has(read)) identities.set(read, { id: old.id, why: whyOf(old, read), old });
    }
  };

  const bound = bind(decisions, version, [...base, ...predecessor, ...dormant], reads);
  for (const { read, id, old } of bound.bound) {
    if (old) matching.match(old, read);
    identities.set(read, { id, why: 'bound', ...(old && { old }) });
  }
  const free = reads.filter((read) => !identities.has(read));

  const untouched = sameDocuments(registry, isReread ? version : after, extraction);
  matchPlaces(matching, base, free, untouched);
  note((old, read) => (isReread ? 'reread' : wordsOrigin(old, read)));

  // What an untouched document does not hold where it did was misread, and is nowhere else either.
  const misread = new Set(untouched.values());
  const changed = base.filter(({ document }) => !misread.has(document));
  const maps = new Map<Item[], SectionMap>();
  for (const pool of [changed, predecessor]) maps.set(pool, matchWords(matching, pool, free));
  matchEarlier(matching, registry, [changed, predecessor], free);
  note(wordsOrigin);
  matchEarlier(matching, registry, [dormant], free);
  note(() => 'restored');
  for (const [pool, map] of maps) matchChanged(matching, pool, free, map, changedThresholds);
  note(wordsOrigin);
  matchChanged(matching, dormant, free, learnSections([], dormant, free), dormantThresholds);
  note(() => 'restored');

  for (const read of reads) if (!identities.has(read)) identities.set(read, { id: undefined, why: 'new' });
  return { identities, gone: matching.leftOf(base), staleBindings: bound.stale };
}

function wordsOrigin(old: Item, read: Item): Origin {
  if (old.key !== read.key) return 'changed';
  return old.scope === read.scope ? 'same' : 'moved';
}

/** Matches what has the same words and level, then what has the same words; returns what it learnt of the sections. */
function matchWords(matching: Matching, olds: readonly Item[], reads: readonly Item[]): SectionMap {
  const keyOf = ({ key }: Item): string => key;
  const wordsOf = ({ words }: Item): string => words;
  matchUnique(matching, olds, reads, keyOf);
  const inPool = new Set(olds);
  const map = learnSections(
    [...matching.oldOf].filter(([, old]) => inPool.has(old)),
    olds,
    reads,
  );
  matchTwins(matching, olds, reads, keyOf, map);
  matchUnique(matching, olds, reads, wordsOf);
  matchTwins(matching, olds, reads, wordsOf, map);
  return map;
}

interface Bound {
  read: Item;
  id: string | undefined;
  old?: Item;
}

function bind(
  { bindings }: Decisions,
  version: string,
  olds: readonly Item[],
  reads: readonly Item[],
): { bound: Bound[]; stale: Binding[] } {
  const byId = new Map(olds.map((old) => [old.id, old]));
  const placeOf = ({ document, line, column }: Pick<Binding, 'document' | 'line' | 'column'>, text: string): string =>
    JSON.stringify([document, line, column, text]);
  const byPlace = new Map(reads.map((read) => [placeOf(read, read.key), read]));
  const bound: Bound[] = [];
  const stale: Binding[] = [];
  const taken = new Set<string>();
  for (const binding of bindings) {
    if (binding.version !== version) continue;
    const place = placeOf(binding, binding.text);
    const read = byPlace.get(place);
    if (!read || taken.has(binding.id)) {
      stale.push(binding);
      continue;
    }
    byPlace.delete(place);
    if (binding.id === 'new') {
      bound.push({ read, id: undefined });
      continue;
    }
    taken.add(binding.id);
    const old = byId.get(binding.id);
    bound.push({ read, id: binding.id, ...(old && { old }) });
  }
  return { bound, stale };
}

/** Documents of the text that are registered with the same bytes, under the same path or, where that is gone, another. */
function sameDocuments(registry: Registry, version: string | null, { documents }: Extraction): Map<string, string> {
  const registered = registry.versions.find((candidate) => candidate.version === version)?.documents ?? {};
  const same = new Map<string, string>();
  const read = new Map(documents.map(({ path, sha256 }) => [path, sha256]));
  const moved = new Map(
    Object.keys(registered)
      .filter((path) => !read.has(path))
      .sort()
      .reverse()
      .map((path) => [registered[path], path]),
  );
  for (const path of [...read.keys()].sort()) {
    const hash = read.get(path);
    const from = registered[path] === hash ? path : registered[path] === undefined ? moved.get(hash) : undefined;
    if (from === undefined) continue;
    same.set(path, from);
    if (from !== path) moved.delete(hash);
  }
  return same;
}
