import type { ProseProperty, ProseSentence, PropertyType, Scalar } from '@specproof/model';
import { typed } from './cases.ts';
import type { Context, FoundRule } from './context.ts';
import { demand } from './demand.ts';
import { isHedged } from './said.ts';

/** The values that a definition lists; whether they are all there are is told by the sentence that gives or announces them. */
export function valuesRule(property: ProseProperty, context: Context): FoundRule | undefined {
  const { root, path, type, values: written = [] } = property;
  const values = written.map((value) => typed(value, type.replace(/^array of /u, '') as PropertyType));
  const known = values.filter((value): value is Scalar => value !== undefined);
  if (known.length === 0 || known.length < values.length) return undefined;
  const sentences = context.prose.sentences.filter((one) => one.property?.root === root && one.property.paths.includes(path));
  const announcing = sentences.find(({ items = [] }) => items.some((item) => written.includes(item.replaceAll('"', ''))));
  const giving = sentences.find(({ text }) => written.every((value) => [`\`${value}\``, `"${value}"`].some((quoted) => text.includes(quoted))));
  if (giving && isAboutFields(giving.text, written)) return undefined;
  const rule = { kind: 'values', values: known, ...(type.startsWith('array') && { target: 'elements' as const }) } as const;
  const open = { ...rule, open: true as const };
  if (sentences.some(({ text }) => allowsOthers.test(text))) return open;
  const said = announcing ?? giving;
  const keyword = said?.keywords.find(({ level }) => level === 'MUST');
  if (giving && goesOn.test(behindValues(giving.text, written))) return open;
  if ((announcing && announcesSome.test(announcing.text) && !/\bone of\b/iu.test(announcing.text)) || (giving && recommends.test(leadOf(giving.text)))) return open;
  // what somebody else has to support is not all that may be written; a keyword whose case is unclear leaves all as it is
  if (said && keyword) return demand({ sentence: said, property, context }, keyword, rule)[0] ?? open;
  return [announcing, giving].some((one) => one !== undefined && isFree(one, one === announcing)) ? open : rule;
}

const allowsOthers = /\b(?:[Aa]dditional|[Ff]urther|[Oo]ther|[Mm]ore|[Nn]ew) (?:\w+ )?(?:values|states|types|names)?\s*(?:MAY|may|can) be\b|\b(?:other|custom) (?:\w+ )?values (?:are allowed|MAY)\b|\bimplementation[- ]defined\b/u;
const announcesSome = /\b(?:SHOULD|MAY)\b|\b(?:at least|such as|[Cc]ommon(?:ly)?|well-known|typical|suggested|recommended|predefined|reserved|examples?|includ(?:e|es|ing))\b|\be\.g\./u;
/** "`a`, `b` or any string that …": not all are told. */
const goesOn = /^[`"]*\s*(?:\([^()]*\)\s*)?,?\s*(?:or|and|as well as|plus)\s+(?!`|")|^[`"]*,?\s*(?:case-insensitive|ignoring case)/u;
const recommends = /\b(?:SHOULD|MAY|RECOMMENDED)\b/u;

/** What stands behind the last value. */
const behindValues = (text: string, values: readonly string[]): string =>
  text.slice(Math.max(...values.flatMap((value) => [`\`${value}\``, `"${value}"`].map((quoted) => (text.includes(quoted) ? text.lastIndexOf(quoted) + quoted.length : 0)))));

/** What stands before the first value. */
const leadOf = (text: string): string => text.slice(0, Math.max(0, text.search(/[`"]/u)));

/** "Either `a` or `b` MUST be set" is about fields. */
function isAboutFields(text: string, values: readonly string[]): boolean {
  const behind = text.slice(Math.max(...values.map((value) => text.lastIndexOf(`\`${value}\``))));
  return /^\W*(?:(?:exactly|at|least|most|only|either|one|any|of)\W*)+$/iu.test(leadOf(text)) && /\b(?:MUST|SHOULD|MAY|is|are|has|have|can|will)\b/u.test(behind);
}

/** "If y, the value is either `a` or `b`": a statement without a keyword that is not made of every document. */
function isFree({ text, under }: ProseSentence, announces: boolean): boolean {
  const plain = text.replace(/\b(?:can|may|could|MAY|SHOULD)\b/gu, (word) => ' '.repeat(word.length));
  const at = announces ? text.length : leadOf(text).length;
  return (announces && under.length > 0) || isHedged(plain, at, at);
}
