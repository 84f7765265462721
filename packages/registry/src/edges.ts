import type { Edge } from './assign.ts';
import { groupBy } from './item.ts';
import type { Item } from './item.ts';
import type { SectionMap } from './section-map.ts';

/** How alike two texts have to be to be the same requirement in other words. */
export interface Thresholds {
  sameSection: number;
  elsewhere: number;
}

const sectionBonus = 0.15;
const orderBonus = 0.01;
// The definition of a property stays its definition, however it is worded.
const definitionFloor = 0.6;
// What else than words speaks for, or against, two texts being the same requirement.
const sameProperty = 0.1;
const sameCondition = 0.2;
const sameConditionFrom = 0.25;
const otherLevel = -0.1;
const otherRole = -0.15;
const maxEdges = 100;

const scopeOf = ({ scope }: Item): string => scope;
/** Whether a requirement is the definition of its property: the keyword that says whether it has to be there. */
export const isDefinition = (item: Item): boolean => item.property?.role === 'presence';
/** What the property is, and what is said of it. */
export const propertyKey = ({ property }: Item): string => `${property?.root}\0${property?.path}\0${property?.role}`;

/** How much speaks for two texts being the same requirement: how alike they are, and what else they share. */
function support(old: Item, read: Item, alike: number, near: boolean): number {
  const bothDefine = isDefinition(old) && isDefinition(read);
  const property = old.property !== undefined && propertyKey(old) === propertyKey(read);
  const { condition } = old.fingerprint;
  let value = property && bothDefine ? Math.max(alike, definitionFloor) : alike;
  // Heads of definitions are alike in many places: a name and a type.
  if (bothDefine && !property && !near) return 0;
  if (property) value += sameProperty;
  else if (isDefinition(old) || isDefinition(read)) value += otherRole;
  if (near && condition !== undefined && condition === read.fingerprint.condition && alike >= sameConditionFrom) value += sameCondition;
  // A definition stays one, required or optional; of two in one sentence each keeps its level.
  if (old.level !== read.level) value += property && bothDefine ? otherLevel / 10 : otherLevel;
  return value;
}

const around = (items: readonly Item[], i: number, reach: number): Item[] => items.slice(Math.max(0, i - reach), i + reach + 1);

/** The possible matches between two lists of items, each worth how much more speaks for it than has to. */
export class Edges {
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
    const near = this.#map.score(old, read) > 0;
    const value = support(old, read, alike, near);
    if (value < (near ? sameSection : elsewhere)) return;
    // Squared, so that of two ways to match equal candidates the one that keeps their order wins.
    const drift = (this.#depth(old) - this.#depth(read)) ** 2;
    const weight = value - Math.min(sameSection, elsewhere) + (near ? sectionBonus : 0) + orderBonus * (2 - drift);
    const key = left * this.#reads.size + right;
    const known = this.#edges.get(key);
    if (!known || known.weight < weight) this.#edges.set(key, { left, right, weight });
  }

  list(): Edge[] {
    return [...this.#edges.values()].sort((a, b) => a.left - b.left || a.right - b.right);
  }
}
