import type { Case, Prose, ProseProperty, PropertyRule, RegisteredProperty } from '@specproof/model';
import { stepsOf } from '../paths.ts';
import { casesOf, readClause } from './cases.ts';
import { contextOf } from './context.ts';
import type { Context, FoundRule, Reading } from './context.ts';
import { valuesRule } from './listed-values.ts';
import { isForOthers } from './presence-readers.ts';
import { documentReaders, headCases, nullRule, readers } from './readers.ts';
import { shownType } from './shown-type.ts';

/** What one version defines: by root, then by path. */
export type DefinedProperties = Record<string, Record<string, RegisteredProperty>>;

/** Reads what the definitions of one version, and the sentences around them, say of every property. */
export function readProperties(prose: Prose, refOf: Context['refOf']): DefinedProperties {
  const context = contextOf(prose, refOf);
  const defined = record<DefinedProperties>();
  const rulesAt = new Map<string, FoundRule[]>();
  const addRule = (root: string, { at: path = '', ...rule }: FoundRule): void => {
    const rules = rulesAt.get(`${root}:${path}`) ?? [];
    rulesAt.set(`${root}:${path}`, rules);
    if (!rules.some((known) => JSON.stringify(known) === JSON.stringify(rule))) rules.push(rule);
  };

  for (const property of prose.properties) {
    if (isNoField(property)) continue;
    const { root, path } = property;
    const byPath = (defined[root] ??= record());
    const known = byPath[path];
    if (!known) byPath[path] = registered(property, prose.version, context);
    const own = { sentence: { document: property.document, line: property.line, section: property.section, text: '', links: [], keywords: [], under: [] }, property, context };
    if (property.presence === 'CONDITIONAL' && !known) {
      const when = headCases(own);
      const refs = refsOf(property, context);
      if (when) addRule(root, { kind: 'required', when, level: 'MUST', ...(refs.length > 0 && { refs }), at: path });
    }
    const values = known ? undefined : valuesRule(property, context);
    if (values) addRule(root, { ...values, at: path });
    if (property.type === 'unspecified' && property.typeWritten === 'unspecified') {
      const type = shownType({ property, context });
      if (type !== undefined) addRule(root, { kind: 'type', type, at: path });
    }
  }

  for (const sentence of prose.sentences) {
    const nulls = nullRule(sentence.text);
    const root = prose.roots[sentence.document];
    if (nulls && root !== undefined) {
      for (const [path, { presence }] of Object.entries(defined[root] ?? {})) {
        // said within a definition, it is said of what stands in that
        if (sentence.property && !sentence.property.paths.some((holder) => isBelow(path, holder))) continue;
        const excepted = nulls.except.includes(stepsOf(path).at(-1) ?? '');
        if (!excepted && (nulls.presence === undefined || presence === nulls.presence || presence === 'CONDITIONAL')) addRule(root, { kind: 'nullable', at: path });
      }
    }
    if (root !== undefined) {
      const whole: ProseProperty = { document: sentence.document, line: sentence.line, section: sentence.section, under: [], root, path: '', type: 'object', typeWritten: 'object', presence: 'unspecified', presenceWritten: 'unspecified', stated: [] };
      for (const read of documentReaders) for (const rule of read({ sentence, property: whole, context })) addRule(root, rule);
    }
    if (!sentence.property) continue;
    for (const path of sentence.property.paths) {
      const property = context.find(sentence.property.root, path);
      if (!property || isNoField(property)) continue;
      const reading: Reading = { sentence, property, context };
      for (const read of readers) for (const rule of read(reading)) addRule(property.root, { at: path, ...rule });
    }
  }

  // what one field of a named type is like, the others are like too
  for (const { root, path, typeWritten } of prose.properties) {
    const isLike = (one: string): FoundRule | undefined => rulesAt.get(`${root}:${one}`)?.find((rule) => rule.kind === 'like');
    const custom = customType(typeWritten);
    if (custom === undefined || isLike(path)) continue;
    const twin = prose.properties.find((one) => one.root === root && customType(one.typeWritten) === custom && isLike(one.path));
    const rule = twin && isLike(twin.path);
    if (rule) addRule(root, { ...rule, at: path });
  }

  for (const [key, rules] of rulesAt) {
    const colon = key.indexOf(':');
    const byPath = (defined[key.slice(0, colon)] ??= record());
    const path = key.slice(colon + 1);
    const property = (byPath[path] ??= { versions: { [prose.version]: '' }, type: 'object', presence: 'unspecified' });
    property.rules = settle(rules).map(inOrder);
  }
  return defined;
}

/** Values are a set: the order of the text says nothing. */
const inOrder = (rule: PropertyRule): PropertyRule => (rule.kind === 'values' ? { ...rule, values: [...rule.values].sort() } : rule);

/** Files are no fields, and no validator looks at `__proto__`. */
const isNoField = ({ type, path }: ProseProperty): boolean => type === 'file' || type === 'directory' || stepsOf(path).includes('__proto__');

const isBelow = (path: string, holder: string): boolean => stepsOf(holder).every((step, index) => stepsOf(path)[index] === step);

/** Names come from texts: they may be those of every object's own members. */
const record = <T extends object>(): T => Object.create(null) as T;

/** Open values of several sentences are one list, and say nothing beside a closed one. */
function settle(rules: readonly PropertyRule[]): PropertyRule[] {
  const open = rules.filter((rule) => rule.kind === 'values' && rule.open === true);
  if (rules.some((rule) => rule.kind === 'values' && rule.open !== true)) return rules.filter((rule) => !open.includes(rule));
  if (open.length < 2) return [...rules];
  const values = [...new Set(open.flatMap((rule) => (rule.kind === 'values' ? rule.values : [])))];
  return [...rules.filter((rule) => !open.includes(rule)), { kind: 'values', values, open: true }];
}

/** Cases that the lead-in of a list of fields sets for all of them: "For x platforms the `y` structure has". `null` where one is unclear. */
function casesOfList(property: ProseProperty, context: Context): Case[] | null {
  const cases: Case[] = [];
  for (const outer of property.under) {
    const clause = /^((?:For|On)\s+[^,]{2,80}?(?:platforms?|systems?|containers?))\b,?\s/u.exec(outer)?.[1] ?? /^((?:If|When|Unless|Where)\b[^,]*),/u.exec(outer)?.[1];
    if (clause === undefined) {
      if (/^(?:For|On|If|When|Unless|Where)\s/u.test(outer)) return null;
      continue;
    }
    const read = readClause({ sentence: { document: property.document, line: property.line, section: property.section, text: outer, links: [], keywords: [], under: [] }, property, context }, clause);
    if (!read) return null;
    cases.push(...read);
  }
  return cases;
}

/** Cases in which a body's own "This field MUST be set" or "is REQUIRED" holds. `null` where one is unclear. */
function casesOfPresence(property: ProseProperty, context: Context): Case[] | null {
  if (property.presence !== 'REQUIRED') return [];
  for (const { line, column } of property.stated) {
    const sentence = context.prose.sentences.find((one) => one.document === property.document && one.keywords.some((keyword) => keyword.line === line && keyword.column === column));
    const keyword = sentence?.keywords.find((one) => one.line === line && one.column === column);
    if (!sentence || !keyword) continue;
    const behind = sentence.text.slice(keyword.start + keyword.keyword.length);
    if (keyword.keyword === 'MUST' ? !/^ be\b/u.test(behind) : !/\bis $/u.test(sentence.text.slice(0, keyword.start))) continue;
    if (isForOthers.test(behind)) return null;
    return casesOf({ sentence, property, context }, keyword) ?? null;
  }
  return [];
}

function registered(property: ProseProperty, version: string, context: Context): RegisteredProperty {
  const { document, line, type, typeWritten, presence } = property;
  const refs = refsOf(property, context);
  const list = casesOfList(property, context);
  const own = casesOfPresence(property, context);
  const when = list && own && [...list, ...own];
  return {
    versions: { [version]: `${document}:${line}` },
    type,
    ...(typeWritten !== 'unspecified' && typeWritten !== type && { written: typeWritten }),
    // what is needed in a case that cannot be read is not demanded in all
    presence: presence === 'REQUIRED' && (when === null || isQualified(property)) ? 'CONDITIONAL' : presence,
    ...(when && when.length > 0 && { when }),
    ...(refs.length > 0 && { refs }),
  };
}

/** "not REQUIRED", "REQUIRED in version 1, OPTIONAL since": more than that it is there. */
const isQualified = ({ typeWritten, presenceWritten }: ProseProperty): boolean => /\bnot$/iu.test(typeWritten) || /\bREQUIRED\b.*\bOPTIONAL\b/u.test(presenceWritten);

/** Requirements that state the presence; of a field that has to be there, those that say so. */
const refsOf = ({ document, stated, presence }: ProseProperty, { refOf }: Context): string[] =>
  stated.filter(({ level }) => level === 'MUST' || (presence !== 'REQUIRED' && presence !== 'CONDITIONAL')).flatMap((place) => refOf(document, place) ?? []);

/** A type with a name of its own: `array of type LinuxIDMapping`. */
const customType = (written: string): string | undefined => /\b(?:of type )?([A-Z][a-z]+[A-Z]\w*)\b/u.exec(written)?.[1];
