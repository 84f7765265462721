import type { ProseSentence } from '@specproof/model';
import { trailing } from './cases.ts';

/**
 * What the words behind a demand do to it. `whole`: nothing; `part`: they demand more; `other`: they may allow something
 * else, so that what was read is no demand.
 */
export type Tail = 'whole' | 'part' | 'other';

/** Remarks that neither add to a demand nor take from it. */
const remark = /\s*\((?:see|e\.g\.|i\.e\.|for example|non-|note)[^()]*\)/giu;
const says = String.raw`(?:specif|describ|identif|nam|giv|tell|represent|denot|indicat|defin|contain|hold)(?:y|ie|e)?s`;
/** What the field is for, or what else is said of it. */
const explains = new RegExp(
  String.raw`^[,;]?\s*(?:(?:and|which|that)\s+(?:also\s+)?${says}|to\s+(?:ensure|allow|avoid|prevent|keep|support|maintain|preserve|make|use|show|tell)|so that|in order to|because|since|including|as (?:defined|described|specified|outlined|given|stated))\b`,
  'iu',
);
const places = /^(?:in|of|to|within|inside|on|for) (?:the|this|these|its|an?|each|every|any|all)\b(?!.*\bor\b)/iu;
const leadsOn = /^(?:[,;]?\s*(?:and|but|which|that|while)?|[,;]?\s*(?:where|which|that)\b[^.;`]*)$/iu;
const addsTo = /^[,;]?\s*(?:(?:and|but)\b|(?:followed by|preceded by|without|that|which|in)\b(?!.*\bor\b))/iu;

/** @param end where the words that were read end in the sentence's text */
export function tailOf({ text, keywords }: Pick<ProseSentence, 'text' | 'keywords'>, end: number): Tail {
  const next = keywords.find(({ start }) => start >= end);
  // a condition behind is read with the cases
  const rest = text.slice(end, next?.start).replace(trailing, '').replace(remark, '').trim();
  if (/^[.;:,]*$/u.test(rest) || (next && leadsOn.test(rest)) || explains.test(rest) || places.test(rest)) return 'whole';
  return addsTo.test(rest) ? 'part' : 'other';
}
