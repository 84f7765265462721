import { wordDiff } from '@specproof/registry';
import type { WordDiffToken } from '@specproof/registry';
import { plain } from '../output/plain.ts';

/** A word or two that happen to stand in both texts, between changes, tell nobody anything. */
const lonely = 2;

/** The word diff as a person would mark it: changes with hardly a word between them are one. */
export function readableDiff(before: string, after: string): WordDiffToken[] {
  const tokens: WordDiffToken[] = [];
  let change = { removed: [] as string[], added: [] as string[] };
  const flush = (): void => {
    for (const kind of ['removed', 'added'] as const) if (change[kind].length > 0) tokens.push({ kind, text: change[kind].join(' ') });
    change = { removed: [], added: [] };
  };
  const all = wordDiff(plain(before), plain(after));
  for (const [index, { kind, text }] of all.entries()) {
    if (kind !== 'same') {
      change[kind].push(text);
      continue;
    }
    const isInside = index > 0 && index < all.length - 1;
    if (isInside && text.split(' ').length <= lonely && weight(all, index) > 2 * lonely) {
      change.removed.push(text);
      change.added.push(text);
    } else {
      flush();
      tokens.push({ kind, text });
    }
  }
  flush();
  return tokens;
}

/** Words changed right before and right after a token. */
function weight(tokens: readonly WordDiffToken[], index: number): number {
  const words = (from: number, step: number): number => {
    let sum = 0;
    for (let i = from; tokens[i] !== undefined && tokens[i]?.kind !== 'same'; i += step) sum += tokens[i]?.text.split(' ').length ?? 0;
    return sum;
  };
  const [before, after] = [words(index - 1, -1), words(index + 1, 1)];
  return before > 0 && after > 0 ? before + after : 0;
}
