import { isName, stepsOf } from '../paths.ts';
import type { Reading } from './context.ts';
import { escape } from './grammar.ts';

/** Words that take back, at least in part, what a sentence states. */
const hedge =
  /\b(?:if|when|whenever|unless|until|while|during|before|after|once|except|otherwise|may|might|can|could|should|would|not|never|usually|typically|normally|generally|often|sometimes|commonly|some|most|older|previous|earlier|future|historically|deprecated|default)\b/iu;
const example = /\b(?:for example|for instance|such as|among others|and so on|etc)\b|\be\.g\./iu;
/** "On x, …", "In y, …": a statement that is not made of every document. */
const somewhere = /^(?:On|For|In|Under|With|Without|At|By)\b/u;

/** Whether a statement without a keyword, which stands at that stretch of its sentence, is about some cases only or about examples. */
export function isHedged(text: string, start: number, end: number): boolean {
  const before = text.slice(0, start);
  const rest = text.slice(end);
  return hedge.test(before) || somewhere.test(before) || hedge.test(/^[^,;.()]*/u.exec(rest)?.[0] ?? '') || example.test(text);
}

const noun = String.raw`(?:values?|propert(?:y|ies)|fields?|strings?|arrays?|lists?|maps?|objects?|numbers?|entr(?:y|ies)|elements?|items?|paths?)`;
const boundary = String.raw`(?:^\s*|[,;:(]\s*|\b(?:and|or|but|that|then|so|while|although|because|since)\s+)`;

/** "If `cup` is set, it": what stands for another field that was named before. */
export const isOfAnother = (before: string, own: string): boolean => /\b(?:it|they)(?:\s+is)?\s*$/iu.test(before) && [...before.matchAll(/`[^`]+`/gu)].some(([code]) => code !== own);

/** Whether what stands before a verb names the property itself, or its elements: "this value", "each entry", "`name`", nothing. */
export function isOfSelf({ property, sentence }: Pick<Reading, 'property' | 'sentence'>, before: string): boolean {
  const own = `\`${stepsOf(property.path).findLast(isName) ?? ''}\``;
  const thing = String.raw`(?:(?:string|array|optional|required)\s+)?(?:${noun}|${escape(own)}(?:\s+${noun})?)(?:\s+(?:in|of)\s+(?:the|this)\s+(?:${noun}|${escape(own)}))?`;
  if (new RegExp(String.raw`${boundary}(?:this|it|they|(?:(?:the|this|these|its|each|every|all|any)\s+)?${thing})\s*$`, 'iu').test(before)) return !isOfAnother(before, own);
  if (/^\s*$|,\s*$/u.test(before)) return true;
  // "The value MUST start with x and MUST NOT contain y"
  const first = sentence.keywords[0]?.start ?? 0;
  return /\b(?:and|but)\s*$/u.test(before) && first < before.length && isOfSelf({ property, sentence: { ...sentence, keywords: [] } }, sentence.text.slice(0, first));
}
