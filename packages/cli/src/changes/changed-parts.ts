import type { StatementText } from '../texts/texts-by-place.ts';

/** A part of what a requirement means that its sentence does not show, before and after. */
export interface ChangedPart {
  part: 'condition' | 'context' | 'list';
  from: string;
  to: string;
}

export const partTitles = {
  condition: 'condition',
  context: 'what it stands under',
  list: 'what it introduces',
} as const satisfies Record<ChangedPart['part'], string>;

/** What changed around a sentence: a sentence can stay, word for word, while its lead-in changes what it means. */
export function changedParts(from: StatementText | undefined, to: StatementText | undefined): ChangedPart[] {
  if (!from || !to) return [];
  return (['condition', 'context', 'list'] as const).flatMap((part) => {
    const [before = '', after = ''] = [from.parts[part], to.parts[part]];
    // A condition stands in the sentence itself, where its change shows.
    const shows = part === 'condition' && from.text !== to.text;
    return before === after || shows ? [] : [{ part, from: readable(before), to: readable(after) }];
  });
}

/** A keyword is marked in what is compared, so that its level counts only once. */
const readable = (words: string): string => words.replaceAll('§', '…').replaceAll(' | ', ' › ');
