import type { FingerprintParts, RegisteredText } from '@specproof/model';
import { decodePairs, hashPair, wordsOf } from './pairs.ts';

// Words that hold a sentence together: none of them negates, counts, joins, directs or obliges.
const smallWords = new Set(
  'a an the this that these those it its of is are was were be been being has have which also then thus so there'.split(' '),
);
const isSmall = (word: string): boolean => smallWords.has(word);

/**
 * Whether two wordings seem to differ in small words only. Of the old words only the hashes of their pairs
 * are known: each one that went has to be explained by small words beside words that are still there, and
 * every word that is not small has to have been there before.
 */
export function looksEditorial(before: RegisteredText, after: RegisteredText, parts: FingerprintParts): boolean {
  const unchanged = (['condition', 'context', 'list', 'part'] as const).every(
    (part) => before.fingerprint[part] === after.fingerprint[part],
  );
  if (before.level !== after.level || !unchanged) return false;
  const words = wordsOf(parts.sentence);
  const gone = new Map<number, number>();
  for (const pair of decodePairs(before.pairs.sentence)) gone.set(pair, (gone.get(pair) ?? 0) + 1);
  const isNew = words.map((word, i) => {
    const pair = hashPair(words[i - 1] ?? '', word);
    const count = i === 0 ? 0 : (gone.get(pair) ?? 0);
    gone.set(pair, Math.max(0, count - 1));
    return count === 0;
  });
  const left = new Set([...gone].filter(([, count]) => count > 0).map(([pair]) => pair));
  if (left.size === 0 && isNew.filter(Boolean).length <= 1) return false;

  const stays = (word: string, i: number): boolean =>
    isSmall(word) || isNew[i] === false || (i + 1 < words.length && isNew[i + 1] === false) || stoodBesideSmall(words, i, left);
  if (!words.every(stays) || !words.every((word, i) => i === 0 || !isNew[i] || isJoined(words[i - 1] ?? '', word, left))) return false;
  const explained = explainedPairs(words);
  return [...left].every((pair) => explained.has(pair));
}

/** A pair that is new although none of its words is small came together when a small word between them went. */
const isJoined = (first: string, second: string, gone: ReadonlySet<number>): boolean =>
  isSmall(first) ||
  isSmall(second) ||
  [...smallWords].some((small) => gone.has(hashPair(first, small)) && gone.has(hashPair(small, second)));

/** A word of which both pairs are new was there before if a pair went in which it stood beside a small word, or beside the next that is not. */
function stoodBesideSmall(words: readonly string[], i: number, gone: ReadonlySet<number>): boolean {
  const word = words[i] ?? '';
  const before = words.slice(0, i).findLast((other) => !isSmall(other)) ?? '';
  const after = words.slice(i + 1).find((other) => !isSmall(other)) ?? '';
  if (gone.has(hashPair(before, word)) || gone.has(hashPair(word, after))) return true;
  return [...smallWords].some((small) => gone.has(hashPair(small, word)) || gone.has(hashPair(word, small)));
}

const smallPairs = [...smallWords].flatMap((first) => [...smallWords].map((second) => hashPair(first, second)));

/** Pairs a sentence can have had before small words came, went or were replaced. */
function explainedPairs(words: readonly string[]): Set<number> {
  const pairs = new Set(smallPairs);
  const others = words.filter((word) => !isSmall(word));
  others.forEach((word, i) => {
    pairs.add(hashPair(others[i - 1] ?? '', word));
    for (const small of smallWords) pairs.add(hashPair(word, small)).add(hashPair(small, word));
  });
  return pairs;
}
