import { assign } from './assign.ts';
import type { Edge } from './assign.ts';
import { findCandidates } from './candidates.ts';
import { groupBy } from './item.ts';
import type { Item } from './item.ts';
import type { Matching } from './matching.ts';
import type { SectionMap } from './section-map.ts';
import { similarity } from './similarity.ts';

/** How alike two texts have to be to be the same requirement in other words. */
export interface Thresholds {
  sameSection: number;
  elsewhere: number;
}

export const changedThresholds: Thresholds = { sameSection: 0.45, elsewhere: 0.6 };
/** For what was absent in between, where less speaks for a connection. */
export const dormantThresholds: Thresholds = { sameSection: 0.75, elsewhere: 0.8 };

const sectionBonus = 0.15;
const propertyBonus = 0.1;
const levelBonus = 0.02;
const orderBonus = 0.01;
// The definition of a property stays its definition, however it is worded.
const definitionFloor = 0.6;
const maxEdges = 100;
const maxComparisons = 2500;

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
    for (const old of (definitions.get(propertyKey(read)) ?? []).slice(0, maxEdges)) edges.add(old, read, similarity(old.text, read.text));
  }
}

const scopeOf = ({ scope }: Item): string => scope;
const wordsOf = ({ words }: Item): string => words;
const isDefinition = (item: Item): boolean => item.property?.role === 'presence';
const propertyKey = ({ property }: Item): string => `${property?.root}\0${property?.path}\0${property?.role}`;

const around = (items: readonly Item[], i: number, reach: number): Item[] => items.slice(Math.max(0, i - reach), i + reach + 1);

class Edges {
  readonly #olds: Map<Item, number>;
  readonly #reads: Map<Item, number>;
  readonly #map: SectionMap;
  readonly #thresholds: Thresholds;
  readonly #edges = new Map<number, Edge>();
  readonly #sections = new Map<readonly Item[], Map<string, Item[]>>();

  constructor(olds: readonly Item[], reads: readonly Item[], map: SectionMap, thresholds: Thresholds) {
    this.#olds = new Map(olds.map((item, i) => [item, i]));
    this.#reads = new Map(reads.map((item, i) => [item, i]));
    this.#map = map;
    this.#thresholds = thresholds;
  }

  /** Edges between all items of two wordings; where there are thousands, only between those in about the same position. */
  addAll(olds: readonly Item[], reads: readonly Item[], alike: number): void {
    if (olds.length * reads.length <= maxEdges) {
      for (const old of olds) for (const read of reads) this.add(old, read, alike);
      return;
    }
    const oldSections = this.#inSections(olds);
    const spare = new Set(reads);
    for (const [section, inRead] of this.#inSections(reads)) {
      const inOld = oldSections.get(section) ?? [];
      this.#addNearby(inOld, inRead, alike);
      if (inOld.length === inRead.length) for (const read of inRead) spare.delete(read);
    }
    this.#addNearby(olds, [...spare], alike);
  }

  /** The same wording comes with many others. */
  #inSections(items: readonly Item[]): ReadonlyMap<string, Item[]> {
    const sections = this.#sections.get(items) ?? groupBy(items, scopeOf);
    this.#sections.set(items, sections);
    return sections;
  }

  /** For each of the fewer ones, those of the others that stand about as far down their list or the text. */
  #addNearby(olds: readonly Item[], reads: readonly Item[], alike: number): void {
    const swapped = olds.length < reads.length;
    const [many, few] = swapped ? [reads, olds] : [olds, reads];
    // Where there are as many on both sides, the order alone is enough.
    const reach = many.length === few.length ? 0 : 4;
    few.forEach((item, i) => {
      const inList = Math.round(((i + 0.5) * many.length) / few.length - 0.5);
      const inText = this.#firstFrom(many, this.#depth(item));
      for (const other of new Set([...around(many, inList, 1), ...around(many, inText, reach)])) {
        if (swapped) this.add(item, other, alike);
        else this.add(other, item, alike);
      }
    });
  }

  /** Index of the first item that stands at `depth` or below; the items are ordered by place. */
  #firstFrom(items: readonly Item[], depth: number): number {
    let [from, to] = [0, items.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.#depth(items[middle] as Item) < depth) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** Where an item stands between the first (0) and the last (1) of its side. */
  #depth(item: Item): number {
    const left = this.#olds.get(item);
    return left === undefined ? (this.#reads.get(item) ?? 0) / this.#reads.size : left / this.#olds.size;
  }

  add(old: Item, read: Item, alike: number): void {
    const { sameSection, elsewhere } = this.#thresholds;
    const left = this.#olds.get(old) ?? 0;
    const right = this.#reads.get(read) ?? 0;
    const sameProperty = old.property !== undefined && propertyKey(old) === propertyKey(read);
    const value = sameProperty && isDefinition(old) ? Math.max(alike, definitionFloor) : alike;
    const near = this.#map.score(old, read) > 0;
    if (value < (near ? sameSection : elsewhere)) return;
    // Equal candidates keep their order.
    const drift = Math.abs(this.#depth(old) - this.#depth(read));
    const weight =
      value -
      Math.min(sameSection, elsewhere) +
      (near ? sectionBonus : 0) +
      (sameProperty ? propertyBonus : 0) +
      (old.level === read.level ? levelBonus : 0) +
      orderBonus * (1 - drift);
    const key = left * this.#reads.size + right;
    const known = this.#edges.get(key);
    if (!known || known.weight < weight) this.#edges.set(key, { left, right, weight });
  }

  list(): Edge[] {
    return [...this.#edges.values()].sort((a, b) => a.left - b.left || a.right - b.right);
  }
}
