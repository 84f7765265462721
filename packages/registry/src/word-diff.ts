import { align } from './align.ts';

/** A run of words that two texts share, or that only one of them has. */
export interface WordDiffToken {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** What has to be taken out of `before` and put in to get `after`, word by word. */
export function wordDiff(before: string, after: string): WordDiffToken[] {
  const a = before.split(/\s+/u).filter(Boolean);
  const b = after.split(/\s+/u).filter(Boolean);
  const tokens: WordDiffToken[] = [];
  const push = (kind: WordDiffToken['kind'], words: string[]): void => {
    if (words.length === 0) return;
    const last = tokens.at(-1);
    if (last?.kind === kind) last.text += ` ${words.join(' ')}`;
    else tokens.push({ kind, text: words.join(' ') });
  };
  let i = 0;
  let j = 0;
  for (const [nextI, nextJ] of [...align(a, b), [a.length, b.length] as const]) {
    push('removed', a.slice(i, nextI));
    push('added', b.slice(j, nextJ));
    push('same', a.slice(nextI, nextI + 1));
    i = nextI + 1;
    j = nextJ + 1;
  }
  return tokens;
}
