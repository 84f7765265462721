import type { RegisteredText } from '@specproof/model';
import { commonPairs, decodePairs } from './pairs.ts';

/** A text made ready for comparing. */
export interface ComparedText {
  /** Fingerprints of sentence and context: they decide where these are too short to have pairs. */
  mark: string;
  contextMark: string | undefined;
  sentence: readonly number[];
  context: readonly number[];
}

/** The registered text with its pairs read. */
export const comparedText = ({ fingerprint, pairs }: Pick<RegisteredText, 'fingerprint' | 'pairs'>): ComparedText => ({
  mark: fingerprint.sentence,
  contextMark: fingerprint.context,
  sentence: decodePairs(pairs.sentence),
  context: decodePairs(pairs.context ?? ''),
});

// A lead-in is shared by all items of a list, so it may support a match of sentences, not make one.
const contextWeight = 0.2;

/** How alike two texts are, from 0 to 1: Dice over word pairs, the sentence weighted above what it inherits. */
export function similarity(a: ComparedText, b: ComparedText): number {
  const sentence = a.mark === b.mark ? 1 : dice(a.sentence, b.sentence);
  if (a.contextMark === undefined && b.contextMark === undefined) return sentence;
  const context = a.contextMark === b.contextMark ? 1 : dice(a.context, b.context);
  return (1 - contextWeight) * sentence + contextWeight * context;
}

/** What part of the sentence of `a` stands in that of `b`. */
export const containment = (a: ComparedText, b: ComparedText): number =>
  a.sentence.length === 0 ? 0 : commonPairs(a.sentence, b.sentence) / a.sentence.length;

const dice = (a: readonly number[], b: readonly number[]): number =>
  a.length + b.length === 0 ? 0 : (2 * commonPairs(a, b)) / (a.length + b.length);
