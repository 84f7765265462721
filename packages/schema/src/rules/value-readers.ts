import type { PropertyType, ProseProperty } from '@specproof/model';
import { isName, parentPath, stepsOf } from '../paths.ts';
import { platformOf, typed } from './cases.ts';
import { join, keywordIn, namedProperty } from './context.ts';
import type { Reader } from './demand.ts';
import { codes, demand, elementsOr, endOf, isText, positive, stated } from './demand.ts';
import { isOfSelf } from './said.ts';

/** "this MUST be `2`", "MUST be set to `layers`", "MUST contain the media type `x`", "MUST be omitted or false". */
export const constant: Reader = (reading) => {
  const { sentence, property } = reading;
  const { text } = sentence;
  const omitted = /\bMUST be (?:omitted|absent|unset) or (?:set to )?(true|false|`[^`]+`)/u.exec(text);
  const match = omitted ?? /\b(?:MUST|SHOULD) (?:be(?: set to| exactly)?|contain(?: the (?:media type|value))?|equal) `([^`]+)`(?!\s*(?:,|or\b|and\b)\s*`|-|\s+(?:or|and|if|bytes?|entr(?:y|ies)|elements?|items?|characters?)\b)/u.exec(text);
  if (match?.[1] === undefined || !isOfSelf(reading, text.slice(0, match.index))) return [];
  const written = match[1].replaceAll('`', '');
  if (/[<{*]/u.test(written) || !['string', 'int', 'bool', 'unspecified'].includes(property.type)) return [];
  const value = typed(written, property.type);
  return value === undefined ? [] : demand(reading, keywordIn(sentence, match.index, match.index + 1), { kind: 'values', values: [value] }, { end: endOf(match) });
};

const elementType = ({ type }: ProseProperty): PropertyType => (type.startsWith('array of ') ? (type.slice('array of '.length) as PropertyType) : type);

/** Lists of values, by the sentence that announces them. */
export const values: Reader = (reading) => {
  const { sentence, property, context } = reading;
  const { text } = sentence;
  const numbers = property.type === 'int' || property.type === 'array of int';
  if (!isText(reading) && !numbers) return [];
  const same = /\b[Aa]llowed values are the same as (?:those of )?`([^`]+)`/u.exec(text);
  if (same?.[1] !== undefined) {
    const path = namedProperty(reading, same[1]);
    const other = path === undefined ? undefined : context.find(property.root, path);
    return other?.values ? stated(reading, same, { kind: 'values', values: other.values, ...elementsOr(reading) }) : [];
  }
  // "type of device: `c`, `b` or `p`", "The value can be "new" … or "inherit"", "only supports a value of `class`"
  const only = /\bonly (?:supports?|allows?|accepts?) (?:a |the )?values? (?:of )?`([^`]+)`(?!,?\s*(?:(?:or|and)\s*)?`)/u.exec(text);
  if (only?.[1] !== undefined) {
    const value = typed(only[1], elementType(property));
    const own = context.prose.documentPlatforms[property.document];
    const by = /^(?:Today, )?([\w ]+?) $/u.exec(text.slice(0, only.index))?.[1];
    const isOwn = isOfSelf(reading, text.slice(0, only.index)) || (by !== undefined && own !== undefined && platformOf(context, by) === own);
    return value === undefined || !isOwn ? [] : stated(reading, only, { kind: 'values', values: [value], ...elementsOr(reading) });
  }
  const listed = /(?:^|[\w)]): ((?:`[^`]+`(?: \([^()]*\))?(?:, | or |, or ))+`[^`]+`(?: \([^()]*\))?)[.;]?(?:$|\s)/u.exec(text);
  if (sentence.head === true && listed?.[1] !== undefined && / or /u.test(listed[1])) {
    const scalars = codes(listed[1]).flatMap((code) => typed(code, elementType(property)) ?? []);
    return stated(reading, listed, { kind: 'values', values: scalars, ...elementsOr(reading) });
  }
  const quoted = /^(?:The (?:string )?value|It) (?:can|may) be "[^"]+".*?\bor "[^"]+"(?!.*\bor ")/u.exec(text);
  if (quoted && property.type === 'string') return stated(reading, quoted, { kind: 'values', values: [...new Set([...quoted[0].matchAll(/"([^"]+)"/gu)].map(([, value = '']) => value))] });
  return [];
};

/** "If set to "inherit", … If set to "new", …": values are known, others are not ruled out. */
export const knownValues: Reader = (reading) => {
  const { sentence, property } = reading;
  if (property.type !== 'string') return [];
  const named = [...sentence.text.matchAll(/\b[Ss]et to "([^"]+)"/gu)].map(([, value = '']) => value);
  return named.length > 0 ? [{ kind: 'values', values: [...new Set(named)], open: true }] : [];
};

/** "MUST be greater than zero", "a value between 0 and 10,000", "The values are from 0 to 100". */
export const range: Reader = (reading) => {
  const { sentence, property } = reading;
  if (property.type !== 'int') return [];
  const { text } = sentence;
  const must = /\b(?:MUST|SHOULD)( NOT)? be (?=(?:\w+ )*?(?:than|least|most) )/u.exec(text);
  if (must) {
    const { limits, length } = readBounds(text.slice(endOf(must)), must[1] !== undefined);
    if (!limits || !isOfSelf(reading, text.slice(0, must.index))) return [];
    return demand(reading, keywordIn(sentence, must.index, must.index + 1), { kind: 'range', ...limits }, { end: endOf(must) + length }).map(positive);
  }
  const limits = String.raw`(\d[\d,]*)(?: \([^()]*\))? (?:and|to) (\d[\d,]*)`;
  const own = `(?:\`${escape(stepsOf(property.path).findLast(isName) ?? '')}\`|value|property|field)`;
  const between =
    new RegExp(String.raw`^(?:The |Allowed |Valid |Possible )?values? (?:(?:are|is) (?:between|from|in the range(?: of| from)?)|ranges? (?:from|between)) ${limits}`, 'iu').exec(text) ??
    new RegExp(String.raw`^(?:The|This) (?:\w+ )?${own}(?: \([^()]*\))? is an? (?:\w+ )?(?:value|number|integer) (?:between|from|in the range(?: of| from)?) ${limits}`, 'iu').exec(text);
  if (!between) return [];
  const [minimum = 0, maximum = 0] = [between[1] ?? '', between[2] ?? ''].map(numberIn);
  return minimum > maximum ? [] : stated(reading, between, { kind: 'range', minimum, maximum });
};

type Limits = { minimum?: number; exclusiveMinimum?: number; maximum?: number };

const comparison = /^(?:,? and )?(?:(greater|more|larger|higher|less|fewer|lower|smaller) than( or equal to)?|(no) (more|less|fewer|greater) than|at (least|most)) (zero|one|-?\d[\d,]*)(?![\w,]|\.\d)/u;

/** "greater than 0 and at most 9", of whole numbers; how many characters that are. */
function readBounds(text: string, isDenied: boolean): { limits: Limits | undefined; length: number } {
  const limits: Limits = {};
  let length = 0;
  for (let match = comparison.exec(text); match; match = comparison.exec(text.slice(length))) {
    const [, side, orEqual, no, noSide, at, written = ''] = match;
    const limit = numberIn(written);
    const isLow = at === undefined ? /^(?:greater|more|larger|higher)$/u.test(side ?? '') || /^(?:less|fewer)$/u.test(noSide ?? '') : at === 'least';
    const isOpen = at === undefined && no === undefined && orEqual === undefined;
    // what must not be less than n is n at least
    if (isDenied === isLow) limits.maximum = isOpen !== isDenied ? limit - 1 : limit;
    else if (isOpen !== isDenied) limits.exclusiveMinimum = limit;
    else limits.minimum = limit;
    length += match[0].length;
    if (isDenied) break;
  }
  return { limits: length > 0 ? limits : undefined, length };
}

const numberIn = (text: string): number => (text === 'zero' ? 0 : text === 'one' ? 1 : Number(text.replaceAll(',', '')));

const count = String.raw`(one|two|three|\d+)`;
const numberOf = (word: string): number => ({ one: 1, two: 2, three: 3 })[word] ?? Number(word);

/** "`names` MUST contain at least one entry", "at least one entry is REQUIRED (non-Windows)". */
export const length: Reader = (reading) => {
  const { sentence, property } = reading;
  const match =
    new RegExp(String.raw`\b(MUST|SHOULD) (?:have|contain|include|hold) at least ${count} (?:entr(?:y|ies)|elements?|items?|values?)\b`, 'u').exec(sentence.text) ??
    new RegExp(String.raw`\bat least ()${count} (?:entr(?:y|ies)|elements?|items?|values?) (?:is|are) (?:REQUIRED|RECOMMENDED)\b`, 'u').exec(sentence.text);
  if (!match?.[2]) return [];
  const before = sentence.text.slice(0, match.index);
  const named = /(?:^|[,;]\s*|\bthat\s+|[Tt]he\s+)`([^`]+)`\s*(?:array\s*|list\s*)?$/u.exec(before)?.[1];
  if (named === undefined && !(match[1] === '' ? /(?:^|[,;:]\s*|\b(?:and|that)\s+)$/u.test(before) : isOfSelf(reading, before))) return [];
  const path = named === undefined ? property.path : namedProperty(reading, named);
  const type = path === undefined ? undefined : reading.context.find(property.root, path)?.type;
  if (path === undefined || type?.startsWith('array') !== true) return [];
  return demand(reading, keywordIn(sentence, match.index, match.index + match[0].length), { kind: 'length', min: numberOf(match[2]) }, { at: path, end: endOf(match) });
};

/** "This value MUST NOT be empty", "MUST NOT be an empty string". */
export const notEmpty: Reader = (reading) => {
  const { sentence, property } = reading;
  const match = /\b(?:MUST|SHOULD) NOT be (?:an )?empty(?: (string|array|list))?(?=[.,;]|$| (?:if|when|unless|on)\b)/u.exec(sentence.text);
  if (!match || !isOfSelf(reading, sentence.text.slice(0, match.index))) return [];
  const keyword = keywordIn(sentence, match.index, match.index + 4);
  if (property.type === 'string' && /^(?:string)?$/u.test(match[1] ?? '')) return demand(reading, keyword, { kind: 'pattern', pattern: String.raw`^[\s\S]` }, { end: endOf(match) }).map(positive);
  return property.type.startsWith('array') && match[1] !== 'string' ? demand(reading, keyword, { kind: 'length', min: 1 }, { end: endOf(match) }).map(positive) : [];
};

/** "You MUST specify at least one of `a` or `b` in a given entry". */
export const oneOf: Reader = (reading) => {
  const { sentence, property, context } = reading;
  const match = /\bMUST (?:specify|have|contain|include|set|provide) at least one of (?:the )?((?:`[^`]+`(?:, | or |, or )?){2,})/u.exec(sentence.text);
  if (match?.[1] === undefined) return [];
  const names = codes(match[1]);
  const owner = [`${property.path}[]`, `${property.path}{}`, property.path, parentPath(property.path)].find((path) => names.every((name) => context.has(property.root, join(path, name))));
  return owner === undefined ? [] : demand(reading, keywordIn(sentence, match.index, match.index + 4), { kind: 'one-of', names }, { at: owner, end: endOf(match) });
};
