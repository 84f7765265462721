import { assign } from './assign.ts';
import { findCandidates } from './candidates.ts';
import { Edges, isDefinition, propertyKey } from './edges.ts';
import type { Thresholds } from './edges.ts';
import { groupBy } from './item.ts';
import type { Item } from './item.ts';
import type { Matching } from './matching.ts';
import type { SectionMap } from './section-map.ts';
import { similarity } from './similarity.ts';

export const changedThresholds: Thresholds = { sameSection: 0.45, elsewhere: 0.6 };
/** For what was absent in between, where less speaks for a connection. */
export const dormantThresholds: Thresholds = { sameSection: 0.75, elsewhere: 0.8 };

const maxComparisons = 2500;
// Definitions of one property: the same path may stand in several documents.
const maxDefinitions = 100;

/** Matches texts that changed: of all one-to-one assignments the one in which most stays most alike. */
export function matchChanged(
  matching: Matching,
  olds: readonly Item[],
  reads: readonly Item[],
  map: SectionMap,
  thresholds: Thresholds,
): void {
  const left = matching.leftOf(olds);
  const right = matching.leftOf(reads);
  if (left.length === 0 || right.length === 0) return;
  const edges = new Edges(left, right, map, thresholds);
  const weakest = Math.min(thresholds.sameSection, thresholds.elsewhere);
  for (const { olds: from, reads: to, alike } of findCandidates(left, right, weakest)) edges.addAll(from, to, alike);
  addNeighbours(edges, left, right, map);
  assign(left.length, right.length, edges.list()).forEach((to, from) => {
    const old = left[from];
    const read = right[to];
    if (old && read) matching.match(old, read);
  });
}

/** Compares all with all inside small sections, and definitions of the same property, whatever pairs they share. */
function addNeighbours(edges: Edges, olds: readonly Item[], reads: readonly Item[], map: SectionMap): void {
  const oldSections = groupBy(olds, scopeOf);
  const readSections = groupBy(reads, scopeOf);
  for (const { old: oldKey, read: readKey } of map.sections) {
    const inOld = oldSections.get(oldKey) ?? [];
    const inRead = readSections.get(readKey) ?? [];
    if (inOld.length * inRead.length > maxComparisons) continue;
    const readWordings = [...groupBy(inRead, wordsOf).values()];
    for (const from of groupBy(inOld, wordsOf).values()) {
      for (const to of readWordings) if (from[0] && to[0]) edges.addAll(from, to, similarity(from[0].text, to[0].text));
    }
  }
  const definitions = groupBy(olds.filter(isDefinition), propertyKey);
  for (const read of reads.filter(isDefinition)) {
    for (const old of (definitions.get(propertyKey(read)) ?? []).slice(0, maxDefinitions)) edges.add(old, read, similarity(old.text, read.text));
  }
}

const scopeOf = ({ scope }: Item): string => scope;
const wordsOf = ({ words }: Item): string => words;
