import type { Case, Demand, Format, Level, PropertyRule, Scalar } from '@specproof/model';
import type { ProseKeyword, ProseSentence } from '@specproof/model';
import { isName, parentPath, stepsOf } from '../paths.ts';
import { casesOf, parseJson } from './cases.ts';
import type { FoundRule, Reading } from './context.ts';
import { join, keywordIn, namedProperty } from './context.ts';
import { escape, readGrammar, toExpression } from './grammar.ts';

/** Finds what one sentence of a definition demands; every reader knows one way of saying things. */
export type Reader = (reading: Reading) => FoundRule[];

/** A demand that a keyword of the sentence makes, with its cases; nothing where somebody else has to act or a case is unclear. */
function demand(reading: Reading, keyword: ProseKeyword | undefined, said: Demand & { target?: PropertyRule['target'] }, at?: string): FoundRule[] {
  const { sentence, property, context } = reading;
  if (!keyword) return sentence.under.some((outer) => /\b(?:if|when|unless)\b/iu.test(outer)) || /^(?:If|When|Unless|For example)\b/u.test(sentence.text) ? [] : [{ ...said, ...(at !== undefined && { at }) }];
  if (keyword.subject !== context.prose.authors[property.root] || keyword.level === 'MAY') return [];
  const when = casesOf(reading, keyword);
  if (!when) return [];
  const ref = context.refOf(sentence.document, keyword);
  return [{ ...said, ...(when.length > 0 && { when }), level: keyword.level, ...(ref !== undefined && { refs: [ref] }), ...(at !== undefined && { at }) }];
}

const isText = ({ property: { type } }: Reading): boolean => type === 'string' || type === 'array of string' || type === 'unspecified';
const elementsOr = ({ property: { type } }: Reading): { target?: 'elements' } => (type.startsWith('array') ? { target: 'elements' } : {});
const mustOrNone = (keyword: ProseKeyword | undefined): boolean => keyword === undefined || !keyword.level.endsWith('NOT');

const formatNames: readonly [RegExp, Format][] = [
  [/\bRFC ?3339\b/u, 'date-time'],
  [/\bRFC ?3986\b/u, 'uri'],
  [/\bRFC ?6838\b/u, 'media-type'],
  [/\bRFC ?4648\b|\bBase ?64 (?:encod|standard)/iu, 'base64'],
  [/\b(?:SemVer|Semantic Versioning)\b/u, 'semver'],
];

/** "formatted as defined by RFC 3339", "MUST comply with RFC 6838", "MUST be in SemVer format". */
const format: Reader = (reading) => {
  const { text } = reading.sentence;
  if (!isText(reading)) return [];
  for (const [name, known] of formatNames) {
    const match = name.exec(text);
    if (!match) continue;
    const verb = /\b(?:formatted as|compl(?:y|ies) with|conform(?:s|ing)? to|(?:MUST|SHOULD) be(?: in| a valid)?|is in|encoded)\b(?!.*\b(?:see|example)\b)/u.exec(text.slice(0, match.index));
    if (!verb) continue;
    const keyword = reading.sentence.keywords.findLast((one) => one.start < match.index && one.level !== 'MAY' && !/^(?:REQUIRED|OPTIONAL|RECOMMENDED)$/u.test(one.keyword));
    if (mustOrNone(keyword)) return demand(reading, keyword, { kind: 'format', format: known, ...elementsOr(reading) });
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
    if (!/\b(?:conform|comply|match|follow|accord)\w*\b[^.]*$/u.test(before)) continue;
    const section = context.sectionOf(target, sentence.document);
    if (section?.slug === undefined) continue;
    const states = (one: ProseSentence): boolean => one.code !== undefined && /::=/u.test(one.code.value) && /\bgrammar\b/u.test(one.text);
    // a link that leads nowhere: the grammar that starts with the property's own name is meant
    const starting = new RegExp(String.raw`^\s*${escape(stepsOf(reading.property.path).at(-1) ?? '')}\s*::=`, 'u');
    const stating = context.sentencesIn(section).find(states) ?? context.sentencesIn({ document: section.document, slug: undefined }).find((one) => states(one) && starting.test(one.code?.value ?? ''));
    if (!stating?.code) continue;
    const productions = readGrammar(stating.code.value);
    const [start] = productions.keys();
    const whole = start === undefined ? undefined : toExpression(productions, start);
    if (start === undefined || whole === undefined) continue;
    const [keyword] = stating.keywords;
    const ref = keyword && context.refOf(stating.document, keyword);
    found.push({ kind: 'pattern', pattern: `^${whole}$`, ...elementsOr(reading), ...(keyword && { level: keyword.level }), ...(ref !== undefined && { refs: [ref] }) });
    for (const rule of partsOf(reading, section.document, productions, start)) found.push({ ...rule, ...elementsOr(reading) });
  }
  return found;
};

/** "When the algorithm identifier is `x`, the encoded portion MUST match `/…/`": a production's own rule, in any section of the grammar's document. */
function partsOf({ context }: Reading, document: string, productions: ReadonlyMap<string, string>, start: string): FoundRule[] {
  const found: FoundRule[] = [];
  for (const sentence of context.sentencesIn({ document, slug: undefined })) {
    const match = /^When the (\w+) (?:identifier |portion )?is `([^`]+)`, the (\w+) portion MUST match `\/([^`]+)\/`/u.exec(sentence.text);
    const [, given = '', value = '', part = '', expression = ''] = match ?? [];
    if (!match || !productions.has(given) || !productions.has(part)) continue;
    const where = toExpression(productions, start, { [given]: escape(value) });
    const pattern = toExpression(productions, start, { [given]: escape(value), [part]: expression });
    const [keyword] = sentence.keywords;
    if (where === undefined || pattern === undefined || !keyword) continue;
    const ref = context.refOf(sentence.document, keyword);
    found.push({ kind: 'pattern', pattern: `^${pattern}$`, where: `^${where}$`, level: keyword.level, ...(ref !== undefined && { refs: [ref] }) });
  }
  return found;
}

const posix = '^/';
const anywhere = String.raw`^(?:/|[A-Za-z]:[\\/]|\\\\)`;

/** "This value MUST be an absolute path", "`path` MUST be absolute", "is the absolute path to". */
const absolutePath: Reader = (reading) => {
  const { sentence, property, context } = reading;
  if (!isText(reading)) return [];
  const match = /\b(?:(MUST|SHOULD) be (?:an )?absolute(?: paths?)?(?! or\b| path or\b)|^is the absolute path)\b/u.exec(sentence.text);
  if (!match || /\beither\b/u.test(sentence.text)) return [];
  const named = /`([^`]+)`\s*$/u.exec(sentence.text.slice(0, match.index))?.[1];
  if (named !== undefined && stepsOf(property.path).findLast(isName) !== named) return [];
  const keyword = keywordIn(sentence, match.index, match.index + match[0].length);
  const found = demand(reading, keyword, { kind: 'pattern', pattern: anywhere, ...elementsOr(reading) });
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
  const omitted = /\bMUST be (?:omitted|absent|unset) or (?:set to )?(true|false|`[^`]+`)/u.exec(sentence.text);
  if (omitted?.[1] !== undefined) return demand(reading, keywordIn(sentence, omitted.index, omitted.index + 4), { kind: 'values', values: [toScalar(omitted[1].replaceAll('`', ''), property.type)] });
  const match = /\b(MUST|SHOULD) (?:be(?: set to| exactly)?|contain(?: the (?:media type|value))?|equal) `([^`]+)`(?!\s*(?:,|or\b|and\b)\s*`|-)/u.exec(sentence.text);
  if (!match?.[2]) return [];
  const before = sentence.text.slice(0, match.index);
  // who or what has to be that value must be the property itself
  if (!/(?:^|,\s*)$|\b(?:this|it|value|property|field)\s+$/iu.test(before) && !new RegExp(String.raw`\`${escape(stepsOf(property.path).at(-1) ?? '')}\`\s+$`, 'u').test(before)) return [];
  if (/[<{*]/u.test(match[2]) || property.type.startsWith('array') || property.type === 'object') return [];
  return demand(reading, keywordIn(sentence, match.index, match.index + 1), { kind: 'values', values: [toScalar(match[2].replace(/^"(.*)"$/u, '$1'), property.type)] });
};

const toScalar = (text: string, type: string): Scalar => (type === 'int' ? Number(text) : type === 'bool' ? text === 'true' : text);

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
    return other?.values ? demand(reading, undefined, { kind: 'values', values: other.values, ...elementsOr(reading) }) : [];
  }
  // "type of device: `c`, `b` or `p`", "The value can be "new" … or "inherit"", "only supports a value of `class`"
  const only = /\bonly (?:supports?|allows?|accepts?) (?:a |the )?values? (?:of )?`([^`]+)`/u.exec(text);
  if (only?.[1] !== undefined) return demand(reading, undefined, { kind: 'values', values: [toScalar(only[1], property.type)], ...elementsOr(reading) });
  const listed = /(?:^|[\w)]): ((?:`[^`]+`(?: \([^()]*\))?(?:, | or |, or ))+`[^`]+`(?: \([^()]*\))?)[.;]?(?:$|\s)/u.exec(text);
  if (sentence.head === true && listed?.[1] !== undefined && / or /u.test(listed[1])) return demand(reading, undefined, { kind: 'values', values: codes(listed[1]), ...elementsOr(reading) });
  const plain = /\b[Vv]alue is either ((?:[\w-]+, ){1,20}[\w-]+,? or [\w-]+)[.;]/u.exec(text)?.[1];
  if (plain !== undefined && property.type === 'string') return demand(reading, undefined, { kind: 'values', values: plain.split(/,? or |, /u) });
  const quoted = /\b(?:value|it) (?:can|may) be "([^"]+)".*\bor "([^"]+)"/u.exec(text);
  if (quoted?.[1] !== undefined && quoted[2] !== undefined) return demand(reading, undefined, { kind: 'values', values: [quoted[1], quoted[2]] });
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
  const above = /\bMUST be (?:greater|more|larger) than (zero|\d+)/u.exec(sentence.text);
  if (above?.[1] !== undefined) return demand(reading, keywordIn(sentence, above.index, above.index + 1), { kind: 'range', exclusiveMinimum: above[1] === 'zero' ? 0 : Number(above[1]) });
  const least = /\bMUST (?:NOT be less than|be at least) (zero|\d+)\b/u.exec(sentence.text);
  if (least?.[1] !== undefined) return demand(reading, keywordIn(sentence, least.index, least.index + 1), { kind: 'range', minimum: least[1] === 'zero' ? 0 : Number(least[1]) });
  const between = /\b(?:values? (?:are |is )?(?:between|from|in the range(?: of)?)|range(?:s|d)? (?:from|between)) (\d[\d,]*)(?: \([^()]*\))? (?:and|to) (\d[\d,]*)/iu.exec(sentence.text);
  if (!between || /\bshould\b/u.test(sentence.text)) return [];
  const [minimum, maximum] = [between[1], between[2]].map((text) => Number((text ?? '').replaceAll(',', '')));
  if (minimum === undefined || maximum === undefined || minimum > maximum) return [];
  return demand(reading, undefined, { kind: 'range', minimum, maximum });
};

const count = String.raw`(one|two|three|\d+)`;
const numberOf = (word: string): number => ({ one: 1, two: 2, three: 3 })[word] ?? Number(word);

/** "`names` MUST contain at least one entry", "at least one entry is REQUIRED (non-Windows)". */
const length: Reader = (reading) => {
  const { sentence, property } = reading;
  const match =
    new RegExp(String.raw`\b(MUST|SHOULD) (?:have|contain|include|hold) at least ${count} (?:entr(?:y|ies)|elements?|items?|values?)\b`, 'u').exec(sentence.text) ??
    new RegExp(String.raw`\bat least ()${count} (?:entr(?:y|ies)|elements?|items?|values?) (?:is|are) (?:REQUIRED|RECOMMENDED)\b`, 'u').exec(sentence.text);
  if (!match?.[2]) return [];
  const named = /`([^`]+)`\s*(?:array\s*)?$/u.exec(sentence.text.slice(0, match.index))?.[1];
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
  if (start?.[2] !== undefined) found.push(...demand(reading, keywordIn(sentence, start.index, start.index + 1), { kind: 'pattern', pattern: `^${escape(start[2])}`, ...elementsOr(reading) }));
  const lines = /\b(MUST NOT|SHOULD NOT) contain (?:any )?newlines\b/u.exec(sentence.text);
  if (lines) found.push(...demand(reading, keywordIn(sentence, lines.index, lines.index + 1), { kind: 'pattern', pattern: String.raw`^[^\n]*$`, ...elementsOr(reading) }).map(positive));
  const template = /^(?:The value has|The value is in|Entries are in|Each entry is in|Values are in) the format (?:of )?`([^`]+)`(?: \(([^()]+)\))?/u.exec(sentence.text);
  const pattern = template?.[1] === undefined ? undefined : templatePattern(template[1], template[2]);
  if (pattern !== undefined && property.type !== 'unspecified') found.push(...demand(reading, undefined, { kind: 'pattern', pattern, ...elementsOr(reading) }));
  return found;
};

/** What a prohibition forbids is said as what is allowed. */
const positive = (rule: FoundRule): FoundRule => ({ ...rule, ...(rule.level !== undefined && { level: rule.level.replace(' NOT', '') as Level }) });

/**
 * `<size><unit>B` or `NAME=VALUE` as an expression. Where examples are given, what they show of a placeholder is kept:
 * digits stay digits, and capitals stay capitals.
 */
function templatePattern(template: string, examples: string | undefined): string | undefined {
  const parts = [...template.matchAll(/<[^<>]+>|[A-Z]{2,}|[^<A-Z]+|./gu)].map(([part]) => ({ part, open: part.startsWith('<') || /^[A-Z]{2,}$/u.test(part) }));
  if (!parts.some(({ open }) => open) || !parts.some(({ open }) => !open)) return undefined;
  if (examples === undefined) {
    if (parts.length !== 3 || parts[1]?.open !== false) return undefined;
    return `^[^${escape(parts[1].part.slice(0, 1))}]+${escape(parts[1].part)}`;
  }
  const shown = examples.split(/,\s*/u).map((example) => example.replaceAll('`', ''));
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
    const self = /(?:^|[\s,:(])(?:[Tt]his|[Ii]t)(?:\s+(?:property|field|value|array|object))?\s+(?:is\s+)?$/u.test(before);
    const code = /`([^`]+)`\s+(?:is\s+)?$/u.exec(before)?.[1];
    if (!self && code === undefined) continue;
    const subject = code === undefined || code === own ? property.path : namedProperty(reading, code);
    if (subject === undefined) continue;
    const needed = (keyword.keyword === 'REQUIRED' && /\bis\s+$/u.test(before)) || (keyword.keyword === 'MUST' && /^ be (?:set|present|specified|included|provided)\b(?! (?:to|by|in|on)\b)/u.test(after));
    const refused = keyword.keyword === 'MUST NOT' && /^ be (?:set|present|specified|included|provided|used)\b(?! (?:to|by|in|on)\b)/u.test(after);
    if (!needed && !refused) continue;
    // "REQUIRED when start is called" names no field: not to be seen in the document
    found.push(...demand(reading, keyword, { kind: needed ? 'required' : 'forbidden' }, subject));
  }
  return found;
};

/** "Values MUST be strings", "both the key and value MUST be strings", "Keys MUST NOT be an empty string". */
const map: Reader = (reading) => {
  const { sentence, property } = reading;
  if (property.type !== 'object' && property.type !== 'map') return [];
  const { text } = sentence;
  const found: FoundRule[] = [];
  // fields of JSON objects are named by strings: an object is all that either sentence asks for
  const pairs = /\b(MUST) be a key-value map\b|\b[Kk]eys (MUST) be strings?\b/u.exec(text);
  if (pairs) found.push(...demand(reading, keywordIn(sentence, pairs.index, pairs.index + pairs[0].length), { kind: 'type', type: 'object' }));
  const strings = /\b(?:[Vv]alues?|key and value|keys and values) (MUST|SHOULD) be strings?\b/u.exec(text);
  if (strings) found.push(...demand(reading, keywordIn(sentence, strings.index, strings.index + strings[0].length), { kind: 'type', type: 'string', target: 'values' }));
  const empty = /\b[Kk]eys (MUST NOT) be (?:an )?empty(?: strings?)?\b/u.exec(text);
  if (empty) found.push(...demand(reading, keywordIn(sentence, empty.index, empty.index + empty[0].length), { kind: 'pattern', pattern: '.', target: 'keys' }).map(positive));
  if (/\bobject mapping its keys to (?:an )?empty objects?\b/u.test(text)) found.push({ kind: 'type', type: 'object', target: 'values' });
  return found;
};

/** "MUST use the [annotation rules](annotations.md#rules)": what that section says of every such map. */
const included: Reader = (reading) => {
  const { sentence, property, context } = reading;
  const match = /\bMUST (?:use|follow|comply with|be a key-value map that follows the same convention)/u.exec(sentence.text);
  if (!match) return [];
  const keyword = keywordIn(sentence, match.index, match.index + 4);
  if (!keyword || keyword.subject !== context.prose.authors[property.root]) return [];
  const own = context.refOf(sentence.document, keyword);
  return sentence.links.flatMap(({ target }) => {
    const section = context.sectionOf(target, sentence.document);
    if (section?.slug === undefined) return [];
    return context.sentencesIn(section).flatMap((other) => {
      const author = other.property ? context.prose.authors[other.property.root] : context.prose.authors[property.root];
      // the rules' own author stands for whoever writes this document
      const readAs = { ...other, keywords: other.keywords.map((one) => (one.subject === author ? { ...one, subject: keyword.subject } : one)) };
      return map({ sentence: readAs, property: { ...property, type: 'map' }, context }).map((rule) => ({ ...rule, refs: [...new Set([...(own === undefined ? [] : [own]), ...(rule.refs ?? [])])] }));
    });
  });
};

/** "Each item in the array MUST be a [descriptor](descriptor.md)", "includes a set of [descriptor properties](…)". */
const document: Reader = (reading) => {
  const { sentence, property, context } = reading;
  const match = /\b(?:[Ee]ach|[Ee]very|[Aa]ll) (?:item|object|entry|entries|element|elements|items)\b[^.]*?\b((?:MUST|SHOULD) be|includes? a set of|is|are)\b/u.exec(sentence.text);
  const beyond = /^Beyond the /u.test(sentence.text);
  if (!match && !beyond) return [];
  const isList = property.type.startsWith('array');
  if (match && !isList) return [];
  for (const { text, target } of sentence.links) {
    if (match && sentence.text.indexOf(text) < match.index) continue;
    const section = context.sectionOf(target, sentence.document);
    const root = section && context.prose.roots[section.document];
    if (section === undefined || root === undefined || !context.has(root, '') || root === property.root) continue;
    const keyword = match ? keywordIn(sentence, match.index, match.index + match[0].length) : undefined;
    return demand({ ...reading, sentence: { ...sentence, under: [] } }, keyword, { kind: 'document', root, ...(isList && { target: 'elements' as const }) });
  }
  return [];
};

/** "Entries in the array have the same schema as `x` entries", "The format is the same as [section]". */
const like: Reader = (reading) => {
  const { sentence, property, context } = reading;
  const match = /\b(?:have|has|is|are) (?:in )?(?:the same|identical) (?:schema|structure|format|fields|properties)?\s*as (?:the )?(?:those of )?(`[^`]+`)?/u.exec(sentence.text);
  const manner = /\bin the same (?:manner|way) as `?([\w.[\]]+)`?[.,;]?(?:\s|$)/u.exec(sentence.text);
  const twin = manner?.[1] === undefined ? undefined : namedProperty(reading, manner[1].replace(/[.,;]$/u, ''));
  if (twin !== undefined && twin !== property.path && context.find(property.root, twin)?.type === property.type) return [{ kind: 'like', root: property.root, path: twin }];
  if (!match) return [];
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
  return name !== undefined && name in context.prose.platforms && !property.path.includes('.') ? [{ kind: 'platform', platform: name }] : [];
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
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) walk(one);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, one] of Object.entries(value)) {
        if (key === name) types.add(Array.isArray(one) ? 'array' : one === null ? 'null' : typeof one);
        walk(one);
      }
    }
  };
  const examples = sectionsBelow(context, property.document, property.section).flatMap((slug) => context.examplesIn({ document: property.document, slug }));
  for (const { value } of examples) walk(parseJson(value));
  if (types.size === 0) for (const { value } of context.examplesIn({ document: property.document, slug: undefined })) walk(parseJson(value));
  const [type] = types;
  if (types.size !== 1 || type === undefined) return undefined;
  return type === 'number' ? 'integer' : type === 'string' || type === 'boolean' || type === 'object' || type === 'array' ? type : undefined;
}

function sectionsBelow({ prose }: Reading['context'], document: string, slug: string): string[] {
  const outline = prose.outlines[document] ?? [];
  const start = outline.findIndex((heading) => heading.slug === slug);
  const depth = outline[start]?.depth ?? 0;
  const end = outline.findIndex((heading, index) => index > start && heading.depth <= depth);
  return outline.slice(start, end < 0 ? undefined : end).map((heading) => heading.slug);
}

/** "Any OPTIONAL field MAY also be set to null", "All properties … except `a` MAY … have the `null` value": said of a whole document. */
export function nullRule(text: string): { presence?: 'OPTIONAL'; except: string[] } | undefined {
  const match = /^(?:Note: )?(?:Any|All|Every)\s+(OPTIONAL )?(?:field|properties|property|fields)\b(.*?)\b(?:MAY|can|may)\b.*\bnull\b/u.exec(text);
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
