import type { Position, Prose, ProseExample, ProseKeyword, ProseProperty, ProseSentence, PropertyRule } from '@specproof/model';
import { isName, parentPath, pathOf, stepsOf } from '../paths.ts';

/** A rule that a sentence says of a property, perhaps of another than the one it stands with. */
export type FoundRule = PropertyRule & { at?: string };

/** What readers look things up in. */
export interface Context {
  prose: Prose;
  /** The ref of the requirement whose keyword stands there. */
  refOf: (document: string, place: Position) => string | undefined;
  sentencesIn: (section: SectionName) => ProseSentence[];
  examplesIn: (section: SectionName) => ProseExample[];
  propertiesIn: (section: SectionName) => ProseProperty[];
  /** The section a link leads to; `undefined` for links out of the spec. */
  sectionOf: (target: string, from: string) => SectionName | undefined;
  has: (root: string, path: string) => boolean;
  find: (root: string, path: string) => ProseProperty | undefined;
}

export interface SectionName {
  document: string;
  /** `undefined`: the whole document. */
  slug: string | undefined;
}

/** A sentence of a property's definition. */
export interface Reading {
  sentence: ProseSentence;
  property: ProseProperty;
  context: Context;
}

/** Longer sentences are not read: no definition needs them, and the time that reading takes grows with the square of their length. */
const maxSentence = 2000;

/** Prepares the look-ups over one version's prose. */
export function contextOf(whole: Prose, refOf: Context['refOf']): Context {
  const prose = { ...whole, sentences: whole.sentences.filter(({ text, under }) => [text, ...under].every(({ length }) => length <= maxSentence)) };
  const byPath = new Map<string, ProseProperty>();
  for (const property of prose.properties) {
    const key = `${property.root}:${property.path}`;
    if (!byPath.has(key)) byPath.set(key, property);
  }
  const known = new Set(prose.properties.flatMap(({ root, path }) => [`${root}:`, ...ancestors(path).map((one) => `${root}:${one}`)]));
  const bySection = <T extends { document: string; section: string }>(entries: readonly T[]) => {
    const groups = new Map<string, T[]>();
    for (const entry of entries) {
      const key = `${entry.document}#${entry.section}`;
      const group = groups.get(key);
      if (group) group.push(entry);
      else groups.set(key, [entry]);
    }
    return ({ document, slug }: SectionName): T[] => (slug === undefined ? entries.filter((entry) => entry.document === document) : (groups.get(`${document}#${slug}`) ?? []));
  };
  return {
    prose,
    refOf,
    sentencesIn: bySection(prose.sentences),
    examplesIn: bySection(prose.examples),
    propertiesIn: bySection(prose.properties),
    sectionOf: (target, from) => {
      const match = /^(?:\.\/)?([^#:]*)(?:#(.+))?$/u.exec(target);
      if (!match) return undefined;
      const document = match[1] === '' || match[1] === undefined ? from : match[1];
      if (!Object.hasOwn(prose.outlines, document)) return undefined;
      return { document, slug: match[2] };
    },
    has: (root, path) => known.has(`${root}:${path}`),
    find: (root, path) => byPath.get(`${root}:${path}`),
  };
}

/** A path and all it stands in. */
function ancestors(path: string): string[] {
  const found: string[] = [];
  for (let steps = stepsOf(path), at = path; steps.length > 0; at = parentPath(at), steps = stepsOf(at)) found.push(at);
  return found;
}

/**
 * The property that code in a sentence names: a sibling, a field of what it stands in, a field of its own elements,
 * or a path from the root.
 */
export function namedProperty({ property, context }: Reading, name: string): string | undefined {
  const { root, path } = property;
  const dotted = name.includes('.') && !context.has(root, join(parentPath(path), name)) ? name : undefined;
  for (let at: string | undefined = path; at !== undefined; at = at === '' ? undefined : parentPath(at)) {
    for (const candidate of [join(at, name), ...(dotted === undefined ? [] : [raw(at, dotted)]), join(`${at}[]`, name), join(`${at}{}`, name)]) {
      if (context.has(root, candidate)) return candidate;
    }
  }
  return undefined;
}

const raw = (at: string, name: string): string => (at === '' ? name : `${at}.${name}`);

/** `name` below `path`, in the notation of properties. */
export function join(path: string, name: string): string {
  const step = isName(name) ? pathOf([name]) : name;
  return path === '' || step.startsWith('[') || !isName(name) ? path + step : `${path}.${step}`;
}

/** The keyword of a sentence that stands in a stretch of it. */
export const keywordIn = (sentence: ProseSentence, start: number, end: number): ProseKeyword | undefined => sentence.keywords.find((keyword) => start <= keyword.start && keyword.start < end);
