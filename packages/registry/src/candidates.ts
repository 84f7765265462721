import { groupBy } from './item.ts';
import type { Item } from './item.ts';
import { similarity } from './similarity.ts';

/** Two different wordings that are alike, with all the items that have them. */
export interface Candidate {
  olds: Item[];
  reads: Item[];
  alike: number;
}

const maxPostings = 20_000;
const maxCompared = 48;
const maxKept = 12;

/**
 * Finds, for every wording newly read, the registered ones most like it, through an index of the
 * word pairs, rarest pairs first. What only shares pairs that thousands share may be missed.
 */
export function findCandidates(olds: readonly Item[], reads: readonly Item[], threshold: number): Candidate[] {
  const oldTexts = [...groupBy(olds, (item) => item.words).values()];
  const index = indexTokens(oldTexts);
  const hits = new Int32Array(oldTexts.length);
  const candidates: Candidate[] = [];
  for (const group of groupBy(reads, (item) => item.words).values()) {
    const [read] = group;
    if (!read) continue;
    const touched = countHits(index, tokensOf(read), hits);
    const best = touched.sort((a, b) => (hits[b] ?? 0) - (hits[a] ?? 0) || a - b).slice(0, maxCompared);
    for (const i of touched) hits[i] = 0;
    const alike: Candidate[] = [];
    for (const i of best) {
      const [old] = oldTexts[i] ?? [];
      const value = old ? similarity(old.text, read.text) : 0;
      if (value >= threshold) alike.push({ olds: oldTexts[i] ?? [], reads: group, alike: value });
    }
    candidates.push(...alike.sort((a, b) => b.alike - a.alike).slice(0, maxKept));
  }
  return candidates;
}

/** Pairs of the sentence; the sentence itself where it is too short to have any. */
const tokensOf = ({ text }: Item): (number | string)[] => [...new Set(text.sentence), text.mark];

function indexTokens(texts: readonly Item[][]): Map<number | string, number[]> {
  const index = new Map<number | string, number[]>();
  texts.forEach(([item], i) => {
    if (!item) return;
    for (const token of tokensOf(item)) {
      const postings = index.get(token);
      if (postings) postings.push(i);
      else index.set(token, [i]);
    }
  });
  return index;
}

function countHits(index: ReadonlyMap<number | string, number[]>, tokens: (number | string)[], hits: Int32Array): number[] {
  const lists = tokens.flatMap((token) => [index.get(token) ?? []]).sort((a, b) => a.length - b.length);
  const touched: number[] = [];
  let read = 0;
  for (const postings of lists) {
    if (read > 0 && read + postings.length > maxPostings) break;
    read += postings.length;
    for (const i of postings) {
      if (hits[i] === 0) touched.push(i);
      hits[i] = (hits[i] ?? 0) + 1;
    }
  }
  return touched;
}
