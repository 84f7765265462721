import type { FingerprintParts, RegisteredText } from '@specproof/model';

/** The words of a text; marks without a letter or digit, such as the keyword's placeholder, are none. */
export const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));

/** A 16 bit hash of two words that follow one another: FNV-1a, mixed once so that the low bits depend on all of it. */
export function hashPair(first: string, second: string): number {
  const text = `${first} ${second}`;
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return (hash ^ (hash >>> 15)) & 0xffff;
}

/** The hashes of a text's word pairs, sorted, four hex digits each. */
export function wordPairs(text: string): string {
  const words = wordsOf(text);
  const hashes: number[] = [];
  for (let i = 1; i < words.length; i++) hashes.push(hashPair(words[i - 1] ?? '', words[i] ?? ''));
  return encodePairs(hashes);
}

/** The pairs of a requirement as the registry keeps them. */
export function pairsOf(parts: FingerprintParts): RegisteredText['pairs'] {
  const sentence = wordPairs(parts.sentence);
  const context = parts.context === undefined ? '' : wordPairs(parts.context);
  return context === '' ? { sentence } : { sentence, context };
}

const encodePairs = (hashes: number[]): string =>
  hashes
    .sort((a, b) => a - b)
    .map((hash) => hash.toString(16).padStart(4, '0'))
    .join('');

/** The hashes behind {@link wordPairs}, in ascending order. */
export function decodePairs(pairs: string): number[] {
  const hashes: number[] = [];
  for (let i = 0; i < pairs.length; i += 4) hashes.push(Number.parseInt(pairs.slice(i, i + 4), 16));
  return hashes;
}

/** How many elements two ascending lists have in common, each counted as often as it stands in both. */
export function commonPairs(a: readonly number[], b: readonly number[]): number {
  let common = 0;
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const difference = (a[i] ?? 0) - (b[j] ?? 0);
    if (difference === 0) common++;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return common;
}
