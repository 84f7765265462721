import { isName, stepsOf } from '../paths.ts';
import type { FoundRule } from './context.ts';
import { keywordIn, namedProperty } from './context.ts';
import type { Reader } from './demand.ts';
import { demand, endOf, positive } from './demand.ts';
import { isOfAnother } from './said.ts';

/** "Either `a` or", "one of `a` and": not each of them. */
const isOneOfSome = /\b(?:one|any|none|either|neither|least|most|some) (?:of )?(?:the )?[^.;:]*$|`,? (?:or|nor) (?:the )?`[^`]*`\s[^.;:]*$/iu;
/** What somebody does with the field elsewhere: "MUST be included in the request". */
export const isForOthers = /^(?: be \w+)? (?:to|by|in|with|as|from|at|of|that|within|into)\b(?! (?:this|the) (?:object|document|file)\b)/u;
const isPut = /^ be (?:set|present|specified|included|provided)\b/u;

/** "This MUST be set when …", "MUST NOT be set if `x` is not set", "MUST be specified along with `x`", "`x` is REQUIRED if …". */
export const presence: Reader = (reading) => {
  const { sentence, property } = reading;
  const { text } = sentence;
  const own = stepsOf(property.path).at(-1) ?? '';
  const along = /\bMUST be (?:specified|set|present|provided|used) (?:along|together) with `([^`]+)`/u.exec(text);
  if (along?.[1] !== undefined) {
    const path = namedProperty(reading, along[1]);
    const keyword = keywordIn(sentence, along.index, along.index + 4);
    return path === undefined ? [] : demand(reading, keyword, { kind: 'required' }, { at: path, end: endOf(along) }).map((rule) => ({ ...rule, when: [...(rule.when ?? []), { kind: 'present', path: property.path }] }));
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
    const needed = (/^(?:REQUIRED|RECOMMENDED)$/u.test(keyword.keyword) && before !== spoken && !isForOthers.test(after)) || (/^(?:MUST|SHOULD)$/u.test(keyword.keyword) && isPut.test(after) && !isForOthers.test(after));
    const refused = /^(?:MUST|SHOULD) NOT$/u.test(keyword.keyword) && ((isPut.test(after) && !isForOthers.test(after)) || /^ be used(?:$|[.,;]| (?:if|when|unless|on|for|where)\b)/u.test(after));
    if (!needed && !refused) continue;
    const rules = demand(reading, keyword, { kind: needed ? 'required' : 'forbidden' }, { at: subject });
    // "MUST be set when used" is no duty to set it
    if (rules.every((rule) => rule.when === undefined) && /\b(?:if|when|unless)\b/iu.test(text)) continue;
    // "REQUIRED when start is called" names no field: not to be seen in the document
    found.push(...rules);
  }
  return found;
};

/** "This field can be `null`". */
export const nullable: Reader = ({ sentence }) => (/^(?:This|The) (?:field|property|value) (?:can|MAY|may) (?:also )?be (?:set to )?`?null\b/u.test(sentence.text) ? [{ kind: 'nullable' }] : []);

/** "This MUST be set if the target platform of this spec is `windows`": that it is there tells the platform. */
export const platform: Reader = ({ sentence, property, context }) => {
  const name = /^(?:This|It)(?: property| field)? (?:MUST|MAY|SHOULD)(?: only)? be (?:set|present|used) (?:if|when) the (?:target )?(?:platform|operating system)(?: of this spec(?:ification)?)? is `([^`]+)`/u.exec(sentence.text)?.[1];
  return name !== undefined && Object.hasOwn(context.prose.platforms, name) && !property.path.includes('.') ? [{ kind: 'platform', platform: name }] : [];
};

/** "… MUST NOT contain properties that are not defined in this version". */
export const closed: Reader = (reading) => {
  const { sentence, property } = reading;
  const match = /\b(?:structure|object|document) MUST NOT contain properties that are not defined in this version\b/u.exec(sentence.text);
  if (!match) return [];
  return demand(reading, keywordIn(sentence, match.index, match.index + match[0].length), { kind: 'closed', path: property.path }, { at: '', end: endOf(match) }).map(positive);
};

/** "the format MUST adhere to the JSON Schema [`schema/x.json`](…)": the text makes a schema file part of itself. */
export const schemaFile: Reader = (reading) => {
  const { sentence, property, context } = reading;
  const match = /\bMUST (?:adhere|conform|validate|comply) (?:to|with|against) the JSON Schema\b/u.exec(sentence.text);
  const file = match && sentence.links.find(({ target }) => /^(?:\.\/)?[\w./-]+\.json$/u.test(target))?.target.replace(/^\.\//u, '');
  if (!match || typeof file !== 'string' || !context.has(property.root, '')) return [];
  const stated = keywordIn(sentence, match.index, match.index + 4);
  // "when serialized in JSON" goes without saying of a JSON document
  const text = sentence.text.replace(/^When (?:serialized|encoded) (?:in|as) JSON,/u, (opening) => ' '.repeat(opening.length));
  return demand({ ...reading, sentence: { ...sentence, text } }, stated, { kind: 'schema', file }, { at: '' });
};
