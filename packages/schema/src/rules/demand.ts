
import type { Demand, Level, PropertyRule, ProseKeyword } from '@specproof/model';
import { casesOf } from './cases.ts';
import type { FoundRule, Reading } from './context.ts';
import { isHedged } from './said.ts';
import { tailOf } from './tail.ts';

/** Finds what one sentence of a definition demands; every reader knows one way of saying things. */
export type Reader = (reading: Reading) => FoundRule[];

export type Said = Demand & { target?: PropertyRule['target'] };

/** What a demand is about, where not the property at hand; and where its words end, if more may stand behind them. */
export interface Where {
  at?: string;
  end?: number;
}

/** Where a match ends. */
export const endOf = (match: { index: number; 0: string }): number => match.index + match[0].length;

/** A demand that a keyword of the sentence makes, with its cases; nothing where somebody else has to act or a case is unclear. */
export function demand(reading: Reading, keyword: ProseKeyword | undefined, said: Said, { at, end }: Where = {}): FoundRule[] {
  const { sentence, property, context } = reading;
  if (!keyword || keyword.subject !== context.prose.authors[property.root] || keyword.level === 'MAY') return [];
  const tail = end === undefined ? 'whole' : tailOf(sentence, end);
  const when = tail === 'other' ? undefined : casesOf(reading, keyword);
  if (!when) return [];
  const ref = context.refOf(sentence.document, keyword);
  return [{ ...said, ...(when.length > 0 && { when }), level: keyword.level, ...(ref !== undefined && { refs: [ref] }), ...(tail === 'part' && { part: true as const }), ...(at !== undefined && { at }) }];
}

/** A demand that a definition makes without a keyword, in that stretch of a sentence; nothing where it is about some cases only. */
export function stated({ sentence }: Reading, { index, 0: { length } }: { index: number; 0: string }, said: Said): FoundRule[] {
  return sentence.under.length > 0 || isHedged(sentence.text, index, index + length) || tailOf(sentence, index + length) === 'other' ? [] : [said];
}

export const isText = ({ property: { type } }: Reading): boolean => type === 'string' || type === 'array of string' || type === 'unspecified';
export const elementsOr = ({ property: { type } }: Reading): { target?: 'elements' } => (type.startsWith('array') ? { target: 'elements' } : {});

/** What a prohibition forbids is said as what is allowed. */
export const positive = (rule: FoundRule): FoundRule => ({ ...rule, ...(rule.level !== undefined && { level: rule.level.replace(' NOT', '') as Level }) });

/** What stands between backticks. */
export const codes = (text: string): string[] => [...text.matchAll(/`([^`]+)`/gu)].map(([, code = '']) => code);
