import type { Format, ProseKeyword, ProseSentence } from '@specproof/model';
import { stepsOf } from '../paths.ts';
import type { FoundRule, Reading } from './context.ts';
import { keywordIn } from './context.ts';
import type { Reader, Said } from './demand.ts';
import { demand, elementsOr, endOf, isText, positive, stated } from './demand.ts';
import { escape, hasChoice, isExpression, readGrammar, toExpression } from './grammar.ts';
import { isHedged, isOfSelf } from './said.ts';

const formatNames: readonly [RegExp, Format][] = [
  [/\bRFC ?3339\b/u, 'date-time'],
  [/\bRFC ?3986\b/u, 'uri'],
  [/\bRFC ?6838\b/u, 'media-type'],
  [/\bRFC ?4648\b|\bBase ?64 (?:encod\w+|standard)/iu, 'base64'],
  [/\b(?:SemVer|Semantic Versioning)\b/u, 'semver'],
];

/** What may stand between "MUST comply with" and the name of a format. */
const toName = /^(?:[\s,(]+(?:as|by|in|with|to|of|the|an?|valid|defined|specified|described|outlined|given|format|string|using|per))*[\s,(]+$/u;

/** "formatted as defined by RFC 3339", "MUST comply with RFC 6838", "MUST be in SemVer format". */
export const format: Reader = (reading) => {
  if (!isText(reading)) return [];
  // a value that is other than those listed has the format, and so do those
  const text = reading.sentence.text.replace(/^If [^,]*\bdifferent\b[^,]*\bthan the above,/u, (opening) => ' '.repeat(opening.length));
  const read = { ...reading, sentence: { ...reading.sentence, text } };
  for (const [name, known] of formatNames) {
    const match = name.exec(text);
    if (!match) continue;
    const before = text.slice(0, match.index);
    const end = endOf(match) + (/^(?: encoding| 2\.0)?(?: v?\d[\w.]*)?(?: format| standard| encoding)?(?:,? section [\d.]+)?/u.exec(text.slice(endOf(match)))?.[0].length ?? 0);
    const said: Said = { kind: 'format', format: known, ...elementsOr(reading) };
    const must = /\b(?:MUST|SHOULD|SHALL) (?:be(?: formatted| encoded)?|comply|conform|adhere|use|follow)(?=[\s,(])/u.exec(before);
    if (must) return toName.test(before.slice(must.index + must[0].length)) && isOfSelf(read, before.slice(0, must.index)) ? demand(read, keywordIn(reading.sentence, must.index, must.index + 1), said, { end }) : [];
    const as = /(?:, |^|\bis |\bare )(?:formatted|encoded)(?=[\s,(])/u.exec(before) ?? (reading.sentence.head === true ? /^\s*(?:in|an?|the)?(?=[\s,(])/u.exec(before) : null);
    return as && toName.test(before.slice(as.index + as[0].length)) ? stated(read, { index: as.index, 0: text.slice(as.index, end) }, said) : [];
  }
  return [];
};

/** "conforming to the requirements outlined in [Digests](#digests)", where that section has a grammar. */
export const grammar: Reader = (reading) => {
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

/** "This value MUST be an absolute path", "`path` MUST be absolute", "is the absolute path to". */
export const absolutePath: Reader = (reading) => {
  const { sentence, context } = reading;
  if (!isText(reading)) return [];
  const { text } = sentence;
  const said: Said = { kind: 'format', format: 'absolute-path', ...elementsOr(reading) };
  const must = /\b(?:MUST|SHOULD) be (?:an )?absolute(?: paths?)?\b(?! or\b| path or\b|-| ur[il]\b)/iu.exec(text);
  const is = /^is the absolute path\b/u.exec(text);
  if ((!must && !is) || /\beither\b/u.test(text)) return [];
  if (must && !isOfSelf(reading, text.slice(0, must.index))) return [];
  const found = must ? demand(reading, keywordIn(sentence, must.index, must.index + 1), said, { end: endOf(must) }) : is ? stated(reading, is, said) : [];
  return found.map((rule) => {
    const on = rule.when?.find((one) => one.kind === 'platform' && !one.not);
    const own = context.prose.documentPlatforms[sentence.document];
    const isPosix = (own !== undefined && own !== 'windows') || (on?.kind === 'platform' && !on.platforms.includes('windows'));
    if (!isPosix || rule.kind !== 'format') return rule;
    const { format: _format, ...others } = rule;
    return { ...others, kind: 'pattern', pattern: posix };
  });
};

/** "MUST start with `x`", "MUST NOT contain newlines", "has the format `<size><unit>B` (64KB, 2MB)". */
export const shape: Reader = (reading) => {
  const { sentence, property } = reading;
  if (!isText(reading)) return [];
  const found: FoundRule[] = [];
  const start = /\b(MUST|SHOULD) (?:start|begin) with `([^`]+)`/u.exec(sentence.text);
  const isOwn = (match: RegExpExecArray): boolean => isOfSelf(reading, sentence.text.slice(0, match.index));
  if (start?.[2] !== undefined && isOwn(start)) found.push(...demand(reading, keywordIn(sentence, start.index, start.index + 1), { kind: 'pattern', pattern: `^${escape(start[2])}`, ...elementsOr(reading) }, { end: endOf(start) }));
  const lines = /\b(MUST NOT|SHOULD NOT) contain (?:any )?newlines\b/u.exec(sentence.text);
  if (lines && isOwn(lines)) found.push(...demand(reading, keywordIn(sentence, lines.index, lines.index + 1), { kind: 'pattern', pattern: String.raw`^[^\n]*$`, ...elementsOr(reading) }, { end: endOf(lines) }).map(positive));
  const template = /^(?:The value has|The value is in|Entries are in|Each entry is in|Values are in) the format (?:of )?`([^`]+)`(?: \(([^()]+)\))?/u.exec(sentence.text);
  const pattern = template?.[1] === undefined ? undefined : templatePattern(template[1], template[2]);
  if (template && pattern !== undefined && property.type !== 'unspecified') found.push(...stated(reading, template, { kind: 'pattern', pattern, ...elementsOr(reading) }));
  return found;
};

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
