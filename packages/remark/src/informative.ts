import type { InformativeReason } from '@specproof/model';
import type { FlatText, Span } from './flat-text.ts';
import { within } from './flat-text.ts';
import type { KeywordMatch } from './keywords.ts';
import { lineOf } from './one-line.ts';

/** What is known of a keyword when it is asked whether it obliges anybody. */
export interface Occurrence {
  flat: FlatText;
  sentence: Span;
  keyword: KeywordMatch;
  /** All keywords of the block. */
  keywords: readonly KeywordMatch[];
  heading: boolean;
  /** The list or table that the sentence introduces has keywords of its own in every item or row. */
  introducesOwnKeywords: boolean;
  /** The keyword is the one that a property definition states its presence with. */
  defines: boolean;
}

const interpretation = /\b(?:key ?words?|terms?)\b.*\b(?:interpreted|described|defined|meanings?)\b|\binterpreted as described\b|\bRFC ?(?:2119|8174)\b/isu;
const aboutKeywords = /\b(?:requirements?|provisions?|key ?words?|statements?|clauses?|levels?|rules)\b/iu;

/** Why the keyword obliges nobody; `undefined` where it does. */
export function informativeReason(occurrence: Occurrence): InformativeReason | undefined {
  const { flat, sentence, keyword, keywords, heading } = occurrence;
  if (within(flat.code, keyword.start)) return 'code-block';
  if (heading) return 'other';
  if (isShouted(flat.text.slice(sentence.start, sentence.end), keywords.length)) return 'other';
  const text = lineOf(flat);
  const body = text.slice(sentence.start, sentence.end);
  const before = text.slice(sentence.start, keyword.start);
  const after = text.slice(keyword.end, sentence.end);
  const inSentence = keywords.filter((k) => k.start >= sentence.start && k.end <= sentence.end);

  const quoted = /["“'‘]\s*$/u.test(before) && /^\s*["”'’]/u.test(after);
  if (quoted) return inSentence.length >= 3 || interpretation.test(body) ? 'boilerplate-definition' : 'reference-to-other-requirement';
  if (inSentence.length >= 3 && interpretation.test(body) && listed(text, inSentence)) return 'boilerplate-definition';
  if (occurrence.defines) return undefined;
  if (inEnumeration(text, keyword, inSentence)) {
    if (aboutKeywords.test(after) || aboutKeywords.test(before)) return 'boilerplate-definition';
    return occurrence.introducesOwnKeywords ? 'other' : undefined;
  }
  if (/^\s+(?:requirements?|provisions?|clauses?|key ?words?|statements?)\b/u.test(after)) return inSentence.length > 1 || interpretation.test(body) ? 'boilerplate-definition' : 'reference-to-other-requirement';
  if (occurrence.introducesOwnKeywords && /^\s+be\s+(?:applied|followed|observed|obeyed|met|fulfilled|satisfied|used to)\b/u.test(after)) return 'reference-to-other-requirement';
  if (/^["'(*_]*(?:for example|for instance|as an example|e\.g\.|example:)/iu.test(body) || /^["'(*_]*To (?:signify|illustrate|show|demonstrate)\b/u.test(body)) return 'example';
  if (/\((?:e\.g\.|for example)[^)]*$/iu.test(before)) return 'example';
  return adjective(text, sentence, keyword, before, after) ?? descriptive(keyword, before, after, body);
}

/** Among nothing but capitals a word in capitals is no keyword: licences are written so. */
function isShouted(sentence: string, keywords: number): boolean {
  const words = sentence.match(/\p{L}{2,}/gu) ?? [];
  const shouted = words.filter((word) => word === word.toUpperCase()).length;
  return words.length - 2 * keywords >= 3 && shouted * 5 >= words.length * 4;
}

/** REQUIRED, OPTIONAL, RECOMMENDED as adjectives of things that are declared so elsewhere. */
function adjective(text: string, sentence: Span, keyword: KeywordMatch, before: string, after: string): InformativeReason | undefined {
  if (!/^(?:REQUIRED|OPTIONAL|RECOMMENDED|NOT RECOMMENDED)$/u.test(keyword.keyword)) return undefined;
  if (/\b(?:any|all|each|every|other|both|following|no|some|these|those|such|certain)\s+$/iu.test(before) && /^\s+[a-z]/u.test(after)) {
    return /\bfollowing\s+$/iu.test(before) ? 'other' : 'reference-to-other-requirement';
  }
  // "for the OPTIONAL default router": names no field and says nothing of it
  if (/\b(?:of|for|in|to|with|from)\s+(?:the|an?)\s+$/iu.test(before) && /^\s+[a-z]+ [a-z]+\s*[.,]?/u.test(after) && !/^\s+\w+\s+(?:is|are|of)\b/u.test(after)) return 'reference-to-other-requirement';
  // "While this property is OPTIONAL, …": repeats what the definition says
  if (/^(?:while|although|though|since|because|as)\b[^,]*\b(?:is|are)\s+$/iu.test(text.slice(sentence.start, keyword.start)) && /^\s*,/u.test(after)) return 'reference-to-other-requirement';
  return undefined;
}

/** A MAY that tells what can happen, not what anybody is free to do. */
function descriptive(keyword: KeywordMatch, before: string, after: string, body: string): InformativeReason | undefined {
  if (keyword.keyword !== 'MAY') return undefined;
  if (/^(?:This|That|It)\s+$/u.test(before) && /^\s+(?:happen|occur|arise|result)\b/u.test(after)) return 'other';
  // "what a client MAY meet": a question put into the sentence
  if (/\bwhat\s+(?:[\w-]+\s+){0,3}$/u.test(before)) return 'other';
  if (/^Note that\b/iu.test(body) && /^\s+be limited by\b/u.test(after)) return 'other';
  return undefined;
}

/** Whether the keyword is joined to another by nothing but a comma, a slash, "and" or "or". */
function inEnumeration(text: string, keyword: KeywordMatch, keywords: readonly KeywordMatch[]): boolean {
  const index = keywords.indexOf(keyword);
  const joined = (a: KeywordMatch | undefined, b: KeywordMatch | undefined): boolean =>
    a !== undefined && b !== undefined && /^[\s"'”“]*(?:[,/]|\bor\b|\band\b|,\s*or|,\s*and)[\s"'”“]*(?:(?:or|and)[\s"'“]*)?$/u.test(text.slice(a.end, b.start));
  return joined(keywords[index - 1], keyword) || joined(keyword, keywords[index + 1]);
}

const listed = (text: string, keywords: readonly KeywordMatch[]): boolean =>
  keywords.slice(1).filter((keyword, i) => (keywords[i] ? keyword.start - keywords[i].end : 99) < 14 && !/[a-z]{4}/u.test(text.slice(keywords[i]?.end, keyword.start))).length >= 2;
