import { stepsOf } from '../paths.ts';
import { casesOf } from './cases.ts';
import type { FoundRule } from './context.ts';
import { keywordIn, namedProperty } from './context.ts';
import type { Reader, Said } from './demand.ts';
import { demand, endOf, positive } from './demand.ts';
import { isHedged, isOfSelf } from './said.ts';

/** "Values MUST be strings", "both the key and value MUST be strings", "Keys MUST NOT be an empty string". */
export const map: Reader = (reading) => {
  const { sentence, property } = reading;
  if (property.type !== 'object' && property.type !== 'map') return [];
  const { text } = sentence;
  const found: FoundRule[] = [];
  const opens = (match: RegExpExecArray): boolean => /(?:^|[,;:]\s*|\b(?:and|but|that|the|all|its|both the|both)\s+)$/iu.test(text.slice(0, match.index));
  // fields of JSON objects are named by strings: an object is all that either sentence asks for
  const pairs = /\b(MUST) be a key-value map\b|\b[Kk]eys (MUST) be strings?\b/u.exec(text);
  if (pairs && (/^(?:The |This |These |All )?[`\w]+(?: (?:property|field|value|object))? $/u.test(text.slice(0, pairs.index)) || opens(pairs))) found.push(...demand(reading, keywordIn(sentence, pairs.index, endOf(pairs)), { kind: 'type', type: 'object' }, { end: endOf(pairs) }));
  const strings = /\b(?:[Vv]alues?|key and value|keys and values) (MUST|SHOULD) be strings?\b/u.exec(text);
  if (strings && opens(strings)) found.push(...demand(reading, keywordIn(sentence, strings.index, endOf(strings)), { kind: 'type', type: 'string', target: 'values' }, { end: endOf(strings) }));
  const empty = /\b[Kk]eys (MUST NOT) be (?:an )?empty(?: strings?)?\b/u.exec(text);
  if (empty && opens(empty)) found.push(...demand(reading, keywordIn(sentence, empty.index, endOf(empty)), { kind: 'pattern', pattern: String.raw`^[\s\S]`, target: 'keys' }, { end: endOf(empty) }).map(positive));
  if (/\bobject mapping its keys to (?:an )?empty objects?\b/u.test(text)) found.push({ kind: 'type', type: 'object', target: 'values' });
  return found;
};

/** "MUST use the [annotation rules](annotations.md#rules)": what that section says of every such map. */
export const included: Reader = (reading) => {
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
        // what another document's property owes is no matter of this one
        refs: [...new Set([...(own === undefined ? [] : [own]), ...(other.property === undefined || other.property.root === property.root ? (rule.refs ?? []) : [])])],
      }));
    });
  });
};

/** "Each item in the array MUST be a [descriptor](descriptor.md)", "includes a set of [descriptor properties](…)". */
export const document: Reader = (reading) => {
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
  if (link === undefined || section === undefined || root === undefined || !context.has(root, '') || root === property.root) return [];
  // a link into the middle of a document names something else that is told there
  if (section.slug !== undefined && !context.propertiesIn(section).some((one) => one.root === root)) return [];
  const said: Said = { kind: 'document', root, ...(isList && { target: 'elements' as const }) };
  const own = { ...reading, sentence: { ...sentence, under: [] } };
  return /^(?:MUST|SHOULD)/u.test(match?.[1] ?? '') ? demand(own, keywordIn(sentence, opening.index, end), said, { end: end + link.text.length }) : isHedged(text, opening.index, end) || own.sentence.under.length > 0 ? [] : [said];
};

/** "Entries in the array have the same schema as `x` entries", "The format is the same as [section]". */
export const like: Reader = (reading) => {
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
  if (named !== undefined && named !== property.path) {
    // each entry is like one thing; all of them together are like a list
    const isEntry = /^(?:Each|Every) (?:entry|item|element|object)\b/u.test(sentence.text) && property.type.startsWith('array') && context.find(property.root, named)?.type.startsWith('array') !== true;
    return [{ kind: 'like', root: property.root, path: named, ...(isEntry && { target: 'elements' as const }) }];
  }
  for (const { target } of sentence.links) {
    const section = context.sectionOf(target, sentence.document);
    if (section?.slug === undefined) continue;
    const own = stepsOf(property.path).at(-1);
    const other = context.propertiesIn(section).find((one) => stepsOf(one.path).at(-1) === own && one.type === property.type);
    if (other) return [{ kind: 'like', root: other.root, path: other.path }];
  }
  return [];
};
