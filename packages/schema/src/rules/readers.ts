import type { Case, Demand, Format, Level, PropertyRule } from '@specproof/model';
import type { PropertyType, ProseKeyword, ProseProperty, ProseSentence } from '@specproof/model';
import { isName, parentPath, stepsOf } from '../paths.ts';
import { casesOf, parseJson, platformOf, typed } from './cases.ts';
import type { FoundRule, Reading } from './context.ts';
import { join, keywordIn, namedProperty } from './context.ts';
import { escape, hasChoice, isExpression, readGrammar, toExpression } from './grammar.ts';
import { isHedged, isOfAnother, isOfSelf } from './said.ts';

/** Finds what one sentence of a definition demands; every reader knows one way of saying things. */
export type Reader = (reading: Reading) => FoundRule[];

type Said = Demand & { target?: PropertyRule['target'] };

/** A demand that a keyword of the sentence makes, with its cases; nothing where somebody else has to act or a case is unclear. */
function demand(reading: Reading, keyword: ProseKeyword | undefined, said: Said, at?: string): FoundRule[] {
  const { sentence, property, context } = reading;
  if (!keyword || keyword.subject !== context.prose.authors[property.root] || keyword.level === 'MAY') return [];
  const when = casesOf(reading, keyword);
  if (!when) return [];
  const ref = context.refOf(sentence.document, keyword);
  return [{ ...said, ...(when.length > 0 && { when }), level: keyword.level, ...(ref !== undefined && { refs: [ref] }), ...(at !== undefined && { at }) }];
}

/** A demand that a definition makes without a keyword, in that stretch of a sentence; nothing where it is about some cases only. */
function stated({ sentence }: Reading, { index, 0: { length } }: { index: number; 0: string }, said: Said): FoundRule[] {
  return sentence.under.length > 0 || isHedged(sentence.text, index, index + length) ? [] : [said];
}

const isText = ({ property: { type } }: Reading): boolean => type === 'string' || type === 'array of string' || type === 'unspecified';
const elementsOr = ({ property: { type } }: Reading): { target?: 'elements' } => (type.startsWith('array') ? { target: 'elements' } : {});

const formatNames: readonly [RegExp, Format][] = [
  [/\bRFC ?3339\b/u, 'date-time'],
  [/\bRFC ?3986\b/u, 'uri'],
  [/\bRFC ?6838\b/u, 'media-type'],
  [/\bRFC ?4648\b|\bBase ?64 (?:encod|standard)/iu, 'base64'],
  [/\b(?:SemVer|Semantic Versioning)\b/u, 'semver'],
];

/** What may stand between "MUST comply with" and the name of a format. */
const toName = /^(?:[\s,(]+(?:as|by|in|with|to|of|the|an?|valid|defined|specified|described|outlined|given|format|string|using|per))*[\s,(]+$/u;

/** "formatted as defined by RFC 3339", "MUST comply with RFC 6838", "MUST be in SemVer format". */
const format: Reader = (reading) => {
  if (!isText(reading)) return [];
  // a value that is other than those listed has the format, and so do those
  const text = reading.sentence.text.replace(/^If [^,]*\bdifferent\b[^,]*\bthan the above,/u, (opening) => ' '.repeat(opening.length));
  const read = { ...reading, sentence: { ...reading.sentence, text } };
  for (const [name, known] of formatNames) {
    const match = name.exec(text);
    if (!match) continue;
    const before = text.slice(0, match.index);
    const said: Said = { kind: 'format', format: known, ...elementsOr(reading) };
    const must = /\b(?:MUST|SHOULD|SHALL) (?:be(?: formatted| encoded)?|comply|conform|adhere|use|follow)(?=[\s,(])/u.exec(before);
    if (must) return toName.test(before.slice(must.index + must[0].length)) && isOfSelf(read, before.slice(0, must.index)) ? demand(read, keywordIn(reading.sentence, must.index, must.index + 1), said) : [];
    const as = /(?:, |^|\bis |\bare )(?:formatted|encoded)(?=[\s,(])/u.exec(before) ?? (reading.sentence.head === true ? /^\s*(?:in|an?|the)?(?=[\s,(])/u.exec(before) : null);
    return as && toName.test(before.slice(as.index + as[0].length)) ? stated(read, { index: as.index, 0: text.slice(as.index, match.index + match[0].length) }, said) : [];
  }
  return [];
};

/** "conforming to the requirements outlined in [Digests](#digests)", where that section has a grammar. */
const grammar: Reader = (reading) => {
  const { sentence, context } = reading;
  if (!isText(reading)) return [];
  const found: FoundRule[] = [];
  for (const { text, target } of sentence.links) {
    const before = sentence.text.slice(0, sentence.text.indexOf(text));
    if (!/\b(?:conform|comply|match|follow|accord)\w*\b[^.]*$/u.test(before) || isHedged(before, before.length, before.length)) continue;
    const section = context.sectionOf(target, sentence.document);
    if (section?.slug === undefined) continue;
    const states = (one: ProseSentence): boolean => one.code !== undefined && /::=/u.test(one.code.value) && /\bgrammar\b/u.test(one.text);
    // a link that leads nowhere: the grammar that starts with the property's own name is meant
    const starting = new RegExp(String.raw`^\s*${escape(stepsOf(reading.property.path).at(-1) ?? '')}\s*::=`, 'u');
    const stating = context.sentencesIn(section).find(states) ?? context.sentencesIn({ document: section.document, slug: undefined }).find((one) => states(one) && starting.test(one.code?.value ?? ''));
    if (!stating?.code) continue;
    const productions = readGrammar(stating.code.value);
    const [start] = productions.keys();
    const expression = start === undefined ? undefined : toExpression(productions, start);
    if (start === undefined || expression === undefined) continue;
    const whole = hasChoice(expression) ? `(?:${expression})` : expression;
    const [keyword] = stating.keywords;
    if (keyword && keyword.level !== 'MUST') continue;
    // whoever has to refuse other strings: the definition conforms to the grammar
    const ref = keyword && isByAuthor(reading, stating, keyword) ? context.refOf(stating.document, keyword) : undefined;
    found.push({ kind: 'pattern', pattern: `^${whole}$`, ...elementsOr(reading), ...(ref !== undefined && { level: 'MUST' as const, refs: [ref] }) });
    for (const rule of partsOf(reading, section.document, productions, start)) found.push({ ...rule, ...elementsOr(reading) });
  }
  return found;
};

/** "When the algorithm identifier is `x`, the encoded portion MUST match `/…/`": a production's own rule, in any section of the grammar's document. */
function partsOf(reading: Reading, document: string, productions: ReadonlyMap<string, string>, start: string): FoundRule[] {
  const { context } = reading;
  const found: FoundRule[] = [];
  for (const sentence of context.sentencesIn({ document, slug: undefined })) {
    const match = /^When the (\w+) (?:identifier |portion )?is `([^`]+)`, the (\w+) portion MUST match `\/([^`]+)\/`/u.exec(sentence.text);
    const [, given = '', value = '', part = '', expression = ''] = match ?? [];
    if (!match || !productions.has(given) || !productions.has(part)) continue;
    if (!isExpression(expression)) continue;
    const where = toExpression(productions, start, { [given]: escape(value) });
    const pattern = toExpression(productions, start, { [given]: escape(value), [part]: hasChoice(expression) ? `(?:${expression})` : expression });
    const [keyword] = sentence.keywords;
    if (where === undefined || pattern === undefined || keyword?.level !== 'MUST' || !isByAuthor(reading, sentence, keyword)) continue;
    const ref = context.refOf(sentence.document, keyword);
    found.push({ kind: 'pattern', pattern: `^${pattern}$`, where: `^${where}$`, level: keyword.level, ...(ref !== undefined && { refs: [ref] }) });
  }
  return found;
}

/** Whether those who write the property's document, or the one the sentence stands in, are obliged. */
const isByAuthor = ({ property, context: { prose } }: Reading, sentence: ProseSentence, { subject }: ProseKeyword): boolean =>
  subject === prose.authors[property.root] || subject === prose.authors[prose.roots[sentence.document] ?? ''];

const posix = '^/';
const anywhere = String.raw`^(?:/|[A-Za-z]:[\\/]|\\\\)`;

/** "This value MUST be an absolute path", "`path` MUST be absolute", "is the absolute path to". */
const absolutePath: Reader = (reading) => {
  const { sentence, context } = reading;
  if (!isText(reading)) return [];
  const { text } = sentence;
  const said: Said = { kind: 'pattern', pattern: anywhere, ...elementsOr(reading) };
  const must = /\b(?:MUST|SHOULD) be (?:an )?absolute(?: paths?)?\b(?! or\b| path or\b|-| ur[il]\b)/iu.exec(text);
  const is = /^is the absolute path\b/u.exec(text);
  if ((!must && !is) || /\beither\b/u.test(text)) return [];
  if (must && !isOfSelf(reading, text.slice(0, must.index))) return [];
  const found = must ? demand(reading, keywordIn(sentence, must.index, must.index + 1), said) : is ? stated(reading, is, said) : [];
  return found.map((rule) => {
    const on = rule.when?.find((one) => one.kind === 'platform' && !one.not);
    const own = context.prose.documentPlatforms[sentence.document];
    const isPosix = (own !== undefined && own !== 'windows') || (on?.kind === 'platform' && !on.platforms.includes('windows'));
    return isPosix && rule.kind === 'pattern' ? { ...rule, pattern: posix } : rule;
  });
};

/** "this MUST be `2`", "MUST be set to `layers`", "MUST contain the media type `x`", "MUST be omitted or false". */
const constant: Reader = (reading) => {
  const { sentence, property } = reading;
  const { text } = sentence;
  const omitted = /\bMUST be (?:omitted|absent|unset) or (?:set to )?(true|false|`[^`]+`)/u.exec(text);
  const match = omitted ?? /\b(?:MUST|SHOULD) (?:be(?: set to| exactly)?|contain(?: the (?:media type|value))?|equal) `([^`]+)`(?!\s*(?:,|or\b|and\b)\s*`|-|\s+(?:or|and|if|bytes?|entr(?:y|ies)|elements?|items?|characters?)\b)/u.exec(text);
  if (match?.[1] === undefined || !isOfSelf(reading, text.slice(0, match.index))) return [];
  const written = match[1].replaceAll('`', '');
  if (/[<{*]/u.test(written) || !['string', 'int', 'bool', 'unspecified'].includes(property.type)) return [];
  const value = typed(written, property.type);
  return value === undefined ? [] : demand(reading, keywordIn(sentence, match.index, match.index + 1), { kind: 'values', values: [value] });
};

const elementType = ({ type }: ProseProperty): PropertyType => (type.startsWith('array of ') ? (type.slice('array of '.length) as PropertyType) : type);

/** Lists of values, by the sentence that announces them. */
const values: Reader = (reading) => {
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

const codes = (text: string): string[] => [...text.matchAll(/`([^`]+)`/gu)].map(([, code = '']) => code);

/** "If set to "inherit", … If set to "new", …": values are known, others are not ruled out. */
const knownValues: Reader = (reading) => {
  const { sentence, property } = reading;
  if (property.type !== 'string') return [];
  const named = [...sentence.text.matchAll(/\b[Ss]et to "([^"]+)"/gu)].map(([, value = '']) => value);
  return named.length > 0 ? [{ kind: 'values', values: [...new Set(named)], open: true }] : [];
};

/** "MUST be greater than zero", "a value between 0 and 10,000", "The values are from 0 to 100". */
const range: Reader = (reading) => {
  const { sentence, property } = reading;
  if (property.type !== 'int') return [];
  const { text } = sentence;
  const bound = /\b(?:MUST be ((?:greater|more|larger) than|at least)|MUST (NOT) be less than) (zero|\d[\d,]*)(?![\w,]|\.\d)(?! (?:\w+ )?(?:bytes?|characters?|digits?|entr|elements?|items?)\b)/u.exec(text);
  if (bound) {
    const limit = numberIn(bound[3] ?? '');
    const said: Said = { kind: 'range', ...(bound[1] === undefined || bound[1] === 'at least' ? { minimum: limit } : { exclusiveMinimum: limit }) };
    return isOfSelf(reading, text.slice(0, bound.index)) ? demand(reading, keywordIn(sentence, bound.index, bound.index + 1), said).map(positive) : [];
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

const numberIn = (text: string): number => (text === 'zero' ? 0 : Number(text.replaceAll(',', '')));

const count = String.raw`(one|two|three|\d+)`;
const numberOf = (word: string): number => ({ one: 1, two: 2, three: 3 })[word] ?? Number(word);

/** "`names` MUST contain at least one entry", "at least one entry is REQUIRED (non-Windows)". */
const length: Reader = (reading) => {
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
  return demand(reading, keywordIn(sentence, match.index, match.index + match[0].length), { kind: 'length', min: numberOf(match[2]) }, path);
};

/** "You MUST specify at least one of `a` or `b` in a given entry". */
const oneOf: Reader = (reading) => {
  const { sentence, property, context } = reading;
  const match = /\bMUST (?:specify|have|contain|include|set|provide) at least one of (?:the )?((?:`[^`]+`(?:, | or |, or )?){2,})/u.exec(sentence.text);
  if (match?.[1] === undefined) return [];
  const names = codes(match[1]);
  const owner = [`${property.path}[]`, `${property.path}{}`, property.path, parentPath(property.path)].find((path) => names.every((name) => context.has(property.root, join(path, name))));
  return owner === undefined ? [] : demand(reading, keywordIn(sentence, match.index, match.index + 4), { kind: 'one-of', names }, owner);
};

/** "MUST start with `x`", "MUST NOT contain newlines", "has the format `<size><unit>B` (64KB, 2MB)". */
const shape: Reader = (reading) => {
  const { sentence, property } = reading;
  if (!isText(reading)) return [];
  const found: FoundRule[] = [];
  const start = /\b(MUST|SHOULD) (?:start|begin) with `([^`]+)`/u.exec(sentence.text);
  const isOwn = (match: RegExpExecArray): boolean => isOfSelf(reading, sentence.text.slice(0, match.index));
  if (start?.[2] !== undefined && isOwn(start)) found.push(...demand(reading, keywordIn(sentence, start.index, start.index + 1), { kind: 'pattern', pattern: `^${escape(start[2])}`, ...elementsOr(reading) }));
  const lines = /\b(MUST NOT|SHOULD NOT) contain (?:any )?newlines\b/u.exec(sentence.text);
  if (lines && isOwn(lines)) found.push(...demand(reading, keywordIn(sentence, lines.index, lines.index + 1), { kind: 'pattern', pattern: String.raw`^[^\n]*$`, ...elementsOr(reading) }).map(positive));
  const template = /^(?:The value has|The value is in|Entries are in|Each entry is in|Values are in) the format (?:of )?`([^`]+)`(?: \(([^()]+)\))?/u.exec(sentence.text);
  const pattern = template?.[1] === undefined ? undefined : templatePattern(template[1], template[2]);
  if (template && pattern !== undefined && property.type !== 'unspecified') found.push(...stated(reading, template, { kind: 'pattern', pattern, ...elementsOr(reading) }));
  return found;
};

/** What a prohibition forbids is said as what is allowed. */
const positive = (rule: FoundRule): FoundRule => ({ ...rule, ...(rule.level !== undefined && { level: rule.level.replace(' NOT', '') as Level }) });

/** More of them, or longer examples, could be taken apart in too many ways. */
const maxPlaceholders = 3;
const maxExample = 100;

/**
 * `<size><unit>B` or `NAME=VALUE` as an expression. Where examples are given, what they show of a placeholder is kept:
 * digits stay digits, and capitals stay capitals.
 */
function templatePattern(template: string, examples: string | undefined): string | undefined {
  const parts = [...template.matchAll(/<[^<>]+>|[A-Z]{2,}|[^<A-Z]+|./gu)].map(([part]) => ({ part, open: part.startsWith('<') || /^[A-Z]{2,}$/u.test(part) }));
  const placeholders = parts.filter(({ open }) => open).length;
  if (placeholders === 0 || placeholders > maxPlaceholders || placeholders === parts.length) return undefined;
  if (examples === undefined) {
    if (parts.length !== 3 || parts[1]?.open !== false) return undefined;
    return `^[^${escape(parts[1].part.slice(0, 1))}]+${escape(parts[1].part)}`;
  }
  const shown = examples.split(/,\s*/u).map((example) => example.replaceAll('`', ''));
  if (shown.some(({ length }) => length > maxExample)) return undefined;
  const capture = new RegExp(`^${parts.map(({ part, open }) => (open ? '(.+?)' : escape(part))).join('')}$`, 'u');
  // digits do not run on into the placeholder behind them
  const split = new RegExp(`^${parts.map(({ part, open }, index) => (open ? (index === 0 ? String.raw`(\d+)` : '(.+?)') : escape(part))).join('')}$`, 'u');
  const found = shown.map((example) => (split.exec(example) ?? capture.exec(example))?.slice(1));
  if (found.length === 0 || found.some((one) => one === undefined)) return undefined;
  let place = 0;
  const expression = parts.map(({ part, open }) => {
    if (!open) return escape(part);
    const seen = found.map((one) => one?.[place] ?? '');
    place++;
    if (seen.every((one) => /^\d+$/u.test(one))) return seen.every((one) => !one.startsWith('0')) ? '[1-9][0-9]*' : '[0-9]+';
    if (seen.every((one) => /^[A-Z]$/u.test(one))) return '[A-Z]';
    return '.+';
  });
  return `^${expression.join('')}$`;
}

/** "Either `a` or", "one of `a` and": not each of them. */
const isOneOfSome = /\b(?:one|any|none|either|neither|least|most|some) (?:of )?(?:the )?[^.;:]*$|`,? (?:or|nor) (?:the )?`[^`]*`\s[^.;:]*$/iu;
/** What somebody does with the field elsewhere: "MUST be included in the request". */
export const isForOthers = /^(?: be \w+)? (?:to|by|in|with|as|from|at|of|that|within|into)\b(?! (?:this|the) (?:object|document|file)\b)/u;
const isPut = /^ be (?:set|present|specified|included|provided)\b/u;

/** "This MUST be set when …", "MUST NOT be set if `x` is not set", "MUST be specified along with `x`", "`x` is REQUIRED if …". */
const presence: Reader = (reading) => {
  const { sentence, property } = reading;
  const { text } = sentence;
  const own = stepsOf(property.path).at(-1) ?? '';
  const along = /\bMUST be (?:specified|set|present|provided|used) (?:along|together) with `([^`]+)`/u.exec(text);
  if (along?.[1] !== undefined) {
    const path = namedProperty(reading, along[1]);
    const keyword = keywordIn(sentence, along.index, along.index + 4);
    return path === undefined ? [] : demand(reading, keyword, { kind: 'required' }, path).map((rule) => ({ ...rule, when: [...(rule.when ?? []), { kind: 'present', path: property.path }] }));
  }
  const found: FoundRule[] = [];
  for (const keyword of sentence.keywords) {
    const before = text.slice(0, keyword.start);
    const after = text.slice(keyword.start + keyword.keyword.length);
    const spoken = before.replace(/\bis\s+$/u, '');
    const code = /(?:^|[,;:(]\s*|\b(?:and|but|that|then|so|both|the)\s+)`([^`]+)`(?:\s+(?:property|field|value|array|object))?\s+$/iu.exec(spoken)?.[1];
    const self = /(?:^|[,;:(]\s*|\b(?:and|but|that|then|so|while)\s+)(?:this|it)(?:\s+(?:property|field|value|array|object))?\s+$/iu.test(spoken) || /^\s*$/u.test(before);
    if ((!self && code === undefined) || isOneOfSome.test(before) || isOfAnother(before, `\`${own}\``)) continue;
    const subject = code === undefined || code === own ? property.path : namedProperty(reading, code);
    if (subject === undefined || !isName(stepsOf(subject).at(-1) ?? '[]')) continue;
    const needed = (keyword.keyword === 'REQUIRED' && before !== spoken && !isForOthers.test(after)) || (keyword.keyword === 'MUST' && isPut.test(after) && !isForOthers.test(after));
    const refused = keyword.keyword === 'MUST NOT' && ((isPut.test(after) && !isForOthers.test(after)) || /^ be used(?:$|[.,;]| (?:if|when|unless|on|for|where)\b)/u.test(after));
    if (!needed && !refused) continue;
    const rules = demand(reading, keyword, { kind: needed ? 'required' : 'forbidden' }, subject);
    // "MUST be set when used" is no duty to set it
    if (rules.every((rule) => rule.when === undefined) && /\b(?:if|when|unless)\b/iu.test(text)) continue;
    // "REQUIRED when start is called" names no field: not to be seen in the document
    found.push(...rules);
  }
  return found;
};

/** "Values MUST be strings", "both the key and value MUST be strings", "Keys MUST NOT be an empty string". */
const map: Reader = (reading) => {
  const { sentence, property } = reading;
  if (property.type !== 'object' && property.type !== 'map') return [];
  const { text } = sentence;
  const found: FoundRule[] = [];
  const opens = (match: RegExpExecArray): boolean => /(?:^|[,;:]\s*|\b(?:and|but|that|the|all|its|both the|both)\s+)$/iu.test(text.slice(0, match.index));
  // fields of JSON objects are named by strings: an object is all that either sentence asks for
  const pairs = /\b(MUST) be a key-value map\b|\b[Kk]eys (MUST) be strings?\b/u.exec(text);
  if (pairs && (/^(?:The |This |These |All )?[`\w]+(?: (?:property|field|value|object))? $/u.test(text.slice(0, pairs.index)) || opens(pairs))) found.push(...demand(reading, keywordIn(sentence, pairs.index, pairs.index + pairs[0].length), { kind: 'type', type: 'object' }));
  const strings = /\b(?:[Vv]alues?|key and value|keys and values) (MUST|SHOULD) be strings?\b/u.exec(text);
  if (strings && opens(strings)) found.push(...demand(reading, keywordIn(sentence, strings.index, strings.index + strings[0].length), { kind: 'type', type: 'string', target: 'values' }));
  const empty = /\b[Kk]eys (MUST NOT) be (?:an )?empty(?: strings?)?\b/u.exec(text);
  if (empty && opens(empty)) found.push(...demand(reading, keywordIn(sentence, empty.index, empty.index + empty[0].length), { kind: 'pattern', pattern: String.raw`^[\s\S]`, target: 'keys' }).map(positive));
  if (/\bobject mapping its keys to (?:an )?empty objects?\b/u.test(text)) found.push({ kind: 'type', type: 'object', target: 'values' });
  return found;
};

/** "MUST use the [annotation rules](annotations.md#rules)": what that section says of every such map. */
const included: Reader = (reading) => {
  const { sentence, property, context } = reading;
  const match = /\bMUST (?:use|follow|comply with|be a key-value map that follows the same convention)/u.exec(sentence.text);
  if (!match || (property.type !== 'object' && property.type !== 'map')) return [];
  const keyword = keywordIn(sentence, match.index, match.index + 4);
  const when = keyword && casesOf(reading, keyword);
  if (!when || keyword.subject !== context.prose.authors[property.root]) return [];
  const own = context.refOf(sentence.document, keyword);
  return sentence.links.filter(({ text }) => sentence.text.indexOf(text) > match.index).flatMap(({ target }) => {
    const section = context.sectionOf(target, sentence.document);
    if (section?.slug === undefined) return [];
    return context.sentencesIn(section).flatMap((other) => {
      const author = other.property ? context.prose.authors[other.property.root] : context.prose.authors[property.root];
      // the rules' own author stands for whoever writes this document
      const readAs = { ...other, keywords: other.keywords.map((one) => (one.subject === author ? { ...one, subject: keyword.subject } : one)) };
      return map({ sentence: readAs, property: { ...property, type: 'map' }, context }).map((rule) => ({
        ...rule,
        ...(when.length > 0 && { when: [...when, ...(rule.when ?? [])] }),
        refs: [...new Set([...(own === undefined ? [] : [own]), ...(rule.refs ?? [])])],
      }));
    });
  });
};

/** "Each item in the array MUST be a [descriptor](descriptor.md)", "includes a set of [descriptor properties](…)". */
const document: Reader = (reading) => {
  const { sentence, property, context } = reading;
  const { text } = sentence;
  const isList = property.type === 'array of object';
  const match = isList
    ? /(?:^|[,;:]\s*|\band\s+)(?:[Ee]ach|[Ee]very|[Aa]ll) (?:item|object|entry|entries|element|elements|items)\b(?: (?:in|of) (?:the |this )?[`\w]+(?: array| list)?)? ((?:MUST|SHOULD) be|includes? a set of|is|are) (?:(?:an?|the|one|valid) )*/u.exec(text)
    : null;
  const opening = match ?? /^Beyond the /u.exec(text);
  if (!opening) return [];
  const end = opening.index + opening[0].length;
  const link = sentence.links.find((one) => text.startsWith(one.text, end) && one.text !== '');
  const section = link && context.sectionOf(link.target, sentence.document);
  const root = section && context.prose.roots[section.document];
  if (section === undefined || root === undefined || !context.has(root, '') || root === property.root) return [];
  // a link into the middle of a document names something else that is told there
  if (section.slug !== undefined && !context.propertiesIn(section).some((one) => one.root === root)) return [];
  const said: Said = { kind: 'document', root, ...(isList && { target: 'elements' as const }) };
  const own = { ...reading, sentence: { ...sentence, under: [] } };
  return /^(?:MUST|SHOULD)/u.test(match?.[1] ?? '') ? demand(own, keywordIn(sentence, opening.index, end), said) : stated(own, opening, said);
};

/** "Entries in the array have the same schema as `x` entries", "The format is the same as [section]". */
const like: Reader = (reading) => {
  const { sentence, property, context } = reading;
  const match = /\b(?:have|has|is|are) (?:in )?(?:the same|identical) (?:schema|structure|format|fields|properties)?\s*as (?:the )?(?:those of )?(`[^`]+`)?/u.exec(sentence.text);
  const subject = match ? sentence.text.slice(0, match.index) : '';
  if (match && !isOfSelf(reading, subject) && !/^(?:The (?:format|schema|structure|fields)|(?:The )?(?:entries|elements|items)(?: in the array)?) $/iu.test(subject)) return [];
  const manner = /\bin the same (?:manner|way) as `?([\w.[\]]+)`?[.,;]?(?:\s|$)/u.exec(sentence.text);
  const twin = manner?.[1] === undefined ? undefined : namedProperty(reading, manner[1].replace(/[.,;]$/u, ''));
  if (twin !== undefined && twin !== property.path && context.find(property.root, twin)?.type === property.type) return [{ kind: 'like', root: property.root, path: twin }];
  if (!match || isHedged(sentence.text, match.index, match.index + match[0].length)) return [];
  // "the same schema as pre-start entries" names `prestart`
  const plain = match[1] ?? /^([\w-]+) entries\b/u.exec(sentence.text.slice(match.index + match[0].length))?.[1]?.replace(/^([\w-]+)$/u, (word) => `\`${word.replaceAll('-', '')}\``);
  const named = plain === undefined ? undefined : namedProperty(reading, plain.slice(1, -1));
  if (named !== undefined && named !== property.path) return [{ kind: 'like', root: property.root, path: named }];
  for (const { target } of sentence.links) {
    const section = context.sectionOf(target, sentence.document);
    if (section?.slug === undefined) continue;
    const own = stepsOf(property.path).at(-1);
    const other = context.propertiesIn(section).find((one) => stepsOf(one.path).at(-1) === own && one.type === property.type);
    if (other) return [{ kind: 'like', root: other.root, path: other.path }];
  }
  return [];
};

/** "This field can be `null`". */
const nullable: Reader = ({ sentence }) => (/^(?:This|The) (?:field|property|value) (?:can|MAY|may) be `null`/u.test(sentence.text) ? [{ kind: 'nullable' }] : []);

/** "This MUST be set if the target platform of this spec is `windows`": that it is there tells the platform. */
const platform: Reader = ({ sentence, property, context }) => {
  const name = /^This (?:MUST|MAY|SHOULD)(?: only)? be set if the target platform of this spec is `([^`]+)`/u.exec(sentence.text)?.[1];
  return name !== undefined && Object.hasOwn(context.prose.platforms, name) && !property.path.includes('.') ? [{ kind: 'platform', platform: name }] : [];
};

/** "… MUST NOT contain properties that are not defined in this version". */
const closed: Reader = (reading) => {
  const { sentence, property } = reading;
  const match = /\b(?:structure|object|document) MUST NOT contain properties that are not defined in this version\b/u.exec(sentence.text);
  if (!match) return [];
  return demand(reading, keywordIn(sentence, match.index, match.index + match[0].length), { kind: 'closed', path: property.path }, '').map(positive);
};

/** "the format MUST adhere to the JSON Schema [`schema/x.json`](…)": the text makes a schema file part of itself. */
const schemaFile: Reader = (reading) => {
  const { sentence, property, context } = reading;
  const match = /\bMUST (?:adhere|conform|validate|comply) (?:to|with|against) the JSON Schema\b/u.exec(sentence.text);
  const file = match && sentence.links.find(({ target }) => /^(?:\.\/)?[\w./-]+\.json$/u.test(target))?.target.replace(/^\.\//u, '');
  if (!match || typeof file !== 'string' || !context.has(property.root, '')) return [];
  const stated = keywordIn(sentence, match.index, match.index + 4);
  // "when serialized in JSON" goes without saying of a JSON document
  const text = sentence.text.replace(/^When (?:serialized|encoded) (?:in|as) JSON,/u, (opening) => ' '.repeat(opening.length));
  return demand({ ...reading, sentence: { ...sentence, text } }, stated, { kind: 'schema', file }, '');
};

/** Readers of what is said of a document as a whole, wherever it stands. */
export const documentReaders: readonly Reader[] = [schemaFile];

export const readers: readonly Reader[] = [format, grammar, absolutePath, constant, values, knownValues, range, length, oneOf, shape, presence, map, included, document, like, nullable, platform, closed];

/** The type that a definition without one shows in the examples of its section. */
export function shownType({ property, context }: Omit<Reading, 'sentence'>): Extract<Demand, { kind: 'type' }>['type'] | undefined {
  const name = stepsOf(property.path).findLast(isName);
  const types = new Set<string>();
  const walk = (value: unknown, depth = 0): void => {
    if (depth > maxExampleDepth) return;
    if (Array.isArray(value)) for (const one of value) walk(one, depth + 1);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, one] of Object.entries(value)) {
        if (key === name) types.add(Array.isArray(one) ? 'array' : one === null ? 'null' : Number.isInteger(one) ? 'integer' : typeof one);
        walk(one, depth + 1);
      }
    }
  };
  const examples = sectionsBelow(context, property.document, property.section).flatMap((slug) => context.examplesIn({ document: property.document, slug }));
  for (const { value } of examples) walk(parseJson(value));
  if (types.size === 0) for (const { value } of context.examplesIn({ document: property.document, slug: undefined })) walk(parseJson(value));
  const [type] = types;
  if (types.size !== 1 || type === undefined) return undefined;
  return type === 'integer' || type === 'string' || type === 'boolean' || type === 'object' || type === 'array' ? type : undefined;
}

const maxExampleDepth = 100;

function sectionsBelow({ prose }: Reading['context'], document: string, slug: string): string[] {
  const outline = prose.outlines[document] ?? [];
  const start = outline.findIndex((heading) => heading.slug === slug);
  const depth = outline[start]?.depth ?? 0;
  const end = outline.findIndex((heading, index) => index > start && heading.depth <= depth);
  return outline.slice(start, end < 0 ? undefined : end).map((heading) => heading.slug);
}

/** "Any OPTIONAL field MAY also be set to null", "All properties … except `a` MAY … have the `null` value": said of a whole document. */
export function nullRule(text: string): { presence?: 'OPTIONAL'; except: string[] } | undefined {
  const match = /^(?:Note: )?(?:Any|All|Every)\s+(OPTIONAL )?(?:field|properties|property|fields)\b(.*?)\b(?:MAY|can|may)\b.*\b(?:be|to|or|have(?: the)?) `?null\b/u.exec(text);
  if (!match) return undefined;
  const except = /\bexcept\b(.*)$/u.exec(match[2] ?? '')?.[1] ?? '';
  return { ...(match[1] !== undefined && { presence: 'OPTIONAL' as const }), except: codes(except) };
}

/** What a head's own words on presence demand: "REQUIRED unless `type` is `p`". */
export function headCases(reading: Reading): Case[] | undefined {
  const { presenceWritten } = reading.property;
  const match = /^REQUIRED,?\s+((?:unless|when|if|on)\b[^,]*)/u.exec(presenceWritten);
  if (match?.[1] === undefined) return undefined;
  const cases = casesOf({ ...reading, sentence: { ...reading.sentence, text: presenceWritten, under: [], links: [], keywords: [] } }, { line: 0, column: 0, keyword: 'REQUIRED', level: 'MUST', subject: '', conditional: true, start: 0 });
  return cases && cases.length > 0 ? cases : undefined;
}
