import type { Case, PropertyType, ProseKeyword, Scalar } from '@specproof/model';
import { stepsOf } from '../paths.ts';
import type { Context, Reading } from './context.ts';
import { namedProperty } from './context.ts';

/** The words in which a sentence may say "in that case", before its keyword and behind it. */
const leading = /^(?:Note:?\s+)?((?:If|When|Unless|Where|On|For)\b[^,]*?)\s*,\s*/u;
export const trailing = /\s(?:only\s+)?((?:if|when|unless|on|for|where)\b.+?)(?=[.;]?$|[.;]\s|,\s(?:and|but|or|otherwise|[A-Z]+\s)|\swhere\s)/u;
const vacuous =
  /^(?:(?:it|this|the)\s+)?(?:(?:field|property|value|array)\s+)?(?:is\s+)?(?:specified|set|defined|used|present|provided|supplied|given|included)$/iu;
/** "For compatibility with y, …": a reason, no case. */
const reason = /^(?:(?:backwards? )?compatibility|portability|this version of the specification)\b/iu;
/** Openings that set a case in words that are not read. */
const otherOpening = /^(?:Before|After|During|Once|Whenever|Until|While|With|Without|Within|Under|At|By|From|Upon|Except|Given|Assuming|Provided|Otherwise|As|Like|In(?! (?:addition|particular|general)\b))\b[^,]*,/u;
/** Words that set a case behind a keyword. */
const otherCase = /\b(?:before|after|until|while|during|once|whenever|upon|as long as|in case|provided that|except|assuming|otherwise|only)\b/iu;
/** Lead-ins that set no case. */
const neutral = /^(?:(?!\b(?:if|when|unless|on|for|in|where)\b).)*\b(?:following|below)\b(?:(?!\b(?:if|when|unless)\b).)*$/iu;

/** Every case in which a keyword's clause holds; `undefined` where one of them cannot be read. */
export function casesOf(reading: Reading, keyword: ProseKeyword): Case[] | undefined {
  const { sentence } = reading;
  const clauses: string[] = [];
  let { text } = sentence;
  const item = platformItem(reading, text);
  if (item) {
    clauses.push(item.clause);
    text = text.slice(item.end);
  }
  const label = item ? null : /^(?!Note\b|NOTE\b)[^:.`]{2,60}:\s/u.exec(text);
  if (label && label[0].length <= keyword.start) return undefined;
  const offset = sentence.text.length - text.length;
  let head = text.slice(0, Math.max(0, keyword.start - offset)).trimStart();
  for (let match = leading.exec(head); match; match = /^((?:if|when|unless|where|on|for)\b[^,]*?)\s*,\s*/u.exec(head)) {
    clauses.push(match[1] ?? '');
    head = head.slice(match[0].length);
  }
  // "If `a` is set, and the desk is open, …" has another half
  if (otherOpening.test(head) || (clauses.length > 0 && /^(?:and|or|but)\b[^,]*,/u.test(head))) return undefined;
  // "is OPTIONAL on x, and `y` is REQUIRED if …": the platform of the first half holds for the second
  const before = /\bon ([A-Z][\w/]*),? and (?:[^,.]*)$/u.exec(head)?.[1];
  if (before !== undefined && platformOf(reading.context, before) !== undefined) clauses.push(`on ${before}`);
  // "…, and `x` is REQUIRED if y": what stands before the clause's own comma is another clause
  const next = sentence.keywords.find((other) => other.start > keyword.start);
  const rest = text.slice(keyword.start - offset, next ? next.start - offset : undefined);
  const clause = rest.replace(/,?\s+and\s+(?:`[^`]*`\s+is\s*)?$/u, '');
  const behind = trailing.exec(clause);
  if (behind?.[1] !== undefined) {
    clauses.push(behind[1]);
    if (!isSettled(clause.slice(behind.index + behind[0].length))) return undefined;
  }
  if (otherCase.test(behind ? clause.slice(0, behind.index) + clause.slice(behind.index, behind.index + behind[0].length - (behind[1] ?? '').length) : clause)) return undefined;
  for (const [, within = ''] of rest.matchAll(/\(([^()]*)\)/gu)) if (/^(?:non-|if\b|when\b|unless\b|on\b|for\b|only\b|except\b)/iu.test(within)) clauses.push(within);
  for (const outer of sentence.under) {
    const opening = leading.exec(outer)?.[1] ?? platformItem(reading, `${outer} `)?.clause;
    if (opening !== undefined) clauses.push(opening);
    else if (!neutral.test(outer)) return undefined;
  }
  const cases: Case[] = [];
  for (const clause of clauses) {
    const read = readClause(reading, clause);
    if (!read) return undefined;
    cases.push(...read);
  }
  return cases;
}

/** Whether nothing behind a clause adds to it: "if `a` is set, and `b` is not" has another half. */
const isSettled = (rest: string): boolean => /^(?:[.;]?$|[.;]\s|,\s[A-Z]{2,}\b|,\s(?:and|but|or)\s(?:(?:it|this(?:\s\w+)?|`[^`]+`)\s)?(?:is\s*)?$)/u.test(rest);

/** "Linux: …", "For all other platforms: …": what opens an item. */
function platformItem({ context }: Reading, text: string): { clause: string; end: number } | undefined {
  const match = /^((?:For\s+)?[^:.`]{2,40}):\s/u.exec(text);
  if (match?.[1] === undefined) return undefined;
  const known = platformOf(context, match[1].replace(/^For\s+/u, '')) !== undefined || /\bother platforms$/u.test(match[1]);
  return known ? { clause: match[1].startsWith('For') ? match[1] : `on ${match[1]}`, end: match[0].length } : undefined;
}

/** One clause; an empty list where it goes without saying. */
export function readClause(reading: Reading, clause: string): Case[] | undefined {
  const { context, property, sentence } = reading;
  const match = /^(if|when|unless|where|on|for|non-)\s*(.*)$/iu.exec(clause.trim());
  if (!match) return undefined;
  const [, word = '', said = ''] = match;
  const body = said.replace(/\s+is the case$/u, '');
  const marker = word.toLowerCase();
  if (marker === 'for' ? reason.test(body) : vacuous.test(body)) return marker === 'unless' ? undefined : [];
  const denied = marker === 'unless' || marker === 'non-';

  const inner = /^(.+?)\s+on\s+([A-Za-z/ -]+)$/u.exec(body);
  const innerPlatform = inner?.[2] === undefined ? undefined : platformOf(context, inner[2]);
  if (inner?.[1] !== undefined && innerPlatform !== undefined && marker !== 'on') {
    const first = readClause(reading, `${word} ${inner[1]}`);
    return first && [...first, { kind: 'platform', platforms: [innerPlatform] }];
  }

  if (/^(?:all\s+|any\s+)?other platforms$/u.test(body)) {
    const named = platformsNamedFor(reading);
    return named.length > 0 ? [{ kind: 'platform', platforms: named, not: true }] : undefined;
  }
  const target = /^(?:the )?(?:target )?(?:platform|operating system)(?: of this spec(?:ification)?)? is `?([\w/]+)`?$/u.exec(body)?.[1] ?? body;
  // Windows alone is none of them
  if (/^POSIX(?:[- ]based)? (?:platforms?|systems?)$/u.test(target) && Object.hasOwn(context.prose.platforms, 'windows')) return [{ kind: 'platform', platforms: ['windows'], ...(!denied && { not: true as const }) }];
  const platform = platformOf(context, target);
  if (platform !== undefined) return [{ kind: 'platform', platforms: [platform], ...(denied && { not: true as const }) }];

  const linked = sentence.links.find((link) => link.target !== '' && (link.text === body || body.startsWith(link.text)));
  if (marker === 'for' && linked) {
    const section = context.sectionOf(linked.target, sentence.document);
    const [defined] = section?.slug === undefined ? [] : context.propertiesIn(section);
    return defined && defined.root === property.root ? [{ kind: 'present', path: defined.path }] : undefined;
  }

  const omitted = /^(?:this|the|it)(?:\s+(?:field|property|value))?\s+is\s+(not\s+set|not\s+specified|omitted|absent|unset)$/u.exec(body);
  if (omitted) return [{ kind: 'present', path: property.path, not: true }];

  const presence = /^`([^`]+)`(?:\s+(?:property|field))?\s+is\s+(not\s+)?(set|specified|present|defined|provided|unset|omitted|absent)$/u.exec(body);
  if (presence?.[1] !== undefined) {
    const path = namedProperty(reading, presence[1]);
    const absent = (presence[2] !== undefined) !== /^(?:unset|omitted|absent)$/u.test(presence[3] ?? '');
    return path === undefined ? undefined : [{ kind: 'present', path, ...(absent !== denied && { not: true as const }) }];
  }

  const equal = /^(?:the\s+)?`([^`]+)`(?:\s+(?:property|field))?\s+is\s+(not\s+)?(?:set\s+to\s+)?(?:either\s+)?(.+)$/u.exec(body);
  if (equal?.[1] !== undefined && equal[3] !== undefined) {
    const path = namedProperty(reading, equal[1]);
    if (path === undefined) return undefined;
    const values = valuesIn(equal[3], context.find(property.root, path)?.type) ?? linkedValue(reading, equal[1], equal[3]);
    if (values === undefined) return undefined;
    return [{ kind: 'equals', path, values, ...((equal[2] !== undefined) !== denied && { not: true as const }) }];
  }
  return undefined;
}

/** "`a`", "`a` or `b`", "`a`, `b` or `c`": values as a field of that type has them; `undefined` where one is unclear. */
function valuesIn(text: string, type: PropertyType | undefined): Scalar[] | undefined {
  if (!/^`[^`]+`(?:(?:,\s*|\s+or\s+|,\s*or\s+)`[^`]+`)*$/u.test(text)) return undefined;
  const values = [...text.matchAll(/`([^`]+)`/gu)].map(([, value = '']) => typed(value, type));
  return values.includes(undefined) ? undefined : values.filter((value) => value !== undefined);
}

/** A value as it is written, as a field of that type has it; `undefined` where it is none. */
export function typed(text: string, type: PropertyType | undefined): Scalar | undefined {
  const quoted = /^"(.*)"$/u.exec(text)?.[1];
  const isNumber = /^-?\d+$/u.test(text);
  const isTruth = text === 'true' || text === 'false';
  if (type === 'string') return quoted ?? text;
  if (type === 'int') return isNumber ? Number(text) : undefined;
  if (type === 'bool') return isTruth ? text === 'true' : undefined;
  // nothing tells whether `2` is a string
  return type === 'unspecified' || type === undefined ? (quoted ?? (isNumber || isTruth ? undefined : text)) : undefined;
}

/** "the [empty value](#section)": what the field has in the section's own example. */
function linkedValue({ sentence, context }: Reading, name: string, text: string): Scalar[] | undefined {
  const link = sentence.links.find((candidate) => text.includes(candidate.text));
  const section = link && context.sectionOf(link.target, sentence.document);
  if (section?.slug === undefined) return undefined;
  const field = stepsOf(name).at(-1) ?? name;
  for (const { value } of context.examplesIn(section)) {
    const parsed = parseJson(value);
    const found = typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>)[field] : undefined;
    if (typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean') return [found];
  }
  return undefined;
}

/** An example as JSON; a field that stands alone is put between braces. */
export function parseJson(text: string): unknown {
  for (const candidate of [text, `{${text.trim().replace(/,$/u, '')}}`]) {
    try {
      return JSON.parse(candidate) as unknown;
    } catch {
      continue;
    }
  }
  return undefined;
}

/** The platform that words name. */
export function platformOf({ prose }: Context, words: string): string | undefined {
  const bare = words.trim().replace(/^`(.*)`$/u, '$1').replace(/(?:[- ]based)?\s+(?:platforms?|systems?|containers?)$/u, '');
  return Object.entries(prose.platforms).find(([name, known]) => name === bare || known.includes(bare))?.[0];
}

/** Platforms that the other sentences on a property name. */
function platformsNamedFor({ property, context }: Reading): string[] {
  const named = new Set<string>();
  for (const sentence of context.prose.sentences) {
    if (sentence.property?.root !== property.root || !sentence.property.paths.includes(property.path)) continue;
    const opening = /^(?:On |For )?([^:,.`]{2,40})[:,]\s/u.exec(sentence.text)?.[1];
    const platform = opening === undefined ? undefined : platformOf(context, opening);
    if (platform !== undefined) named.add(platform);
  }
  return [...named].sort();
}
