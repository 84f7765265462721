import type { Properties, PropertyRule, Prose, Spec } from '@specproof/model';
import { extractWithProse } from '@specproof/remark';
import { propertiesOf, readProperties, registerProperties, schemasOf } from '../src/index.ts';
import type { DefinedProperties, JsonSchema } from '../src/index.ts';

export const version = 'v1.0.0';

const spec = (paths: readonly string[]): Spec => ({
  schemaVersion: 1,
  id: 'tea-spec',
  prefix: 'tea',
  title: 'Tea',
  upstream: { repository: 'https://127.0.0.1:9/tea' },
  subjects: { brewer: ['brewer', 'brewers'], guest: ['guest', 'guests'] },
  platforms: { linux: ['Linux'], windows: ['Windows'], solaris: ['Solaris'] },
  documents: paths.map((path) => ({ path, kind: 'normative', author: 'brewer', ...(path === 'pot-windows.md' && { root: 'pot', at: 'windows', platform: 'windows' }) })),
  versions: [],
});

/** What a few documents say, as readers get it; the root of `pot.md` is `pot`. */
export function proseOf(documents: Record<string, string>): Prose {
  const contents = Object.entries(documents).map(([path, content]) => ({ path, content: new TextEncoder().encode(content) }));
  return extractWithProse({ spec: spec(Object.keys(documents)), version, documents: contents }).prose;
}

/** What they define; requirements are named by their place: `tea/pot/top/5` stands in line 5 of `pot.md`. */
export const definedIn = (documents: Record<string, string>): DefinedProperties => readProperties(proseOf(documents), (document, { line }) => `tea/${document.replace('.md', '')}/top/${line}`);

export const registered = (documents: Record<string, string>): Properties => registerProperties('tea-spec', [version], new Map([[version, definedIn(documents)]]));

/** The schemas of what they define, by file name. */
export const schemasIn = (documents: Record<string, string>): Map<string, JsonSchema> => schemasOf(registered(documents), version);

export const redefined = (documents: Record<string, string>): DefinedProperties => propertiesOf(registered(documents), version);

/** The rules of a pot's properties, by path, without what they come from. */
export function rulesIn(markdown: string, others: Record<string, string> = {}): Record<string, Omit<PropertyRule, 'refs'>[]> {
  const pot = definedIn({ 'pot.md': markdown, ...others })['pot'] ?? {};
  return Object.fromEntries(Object.entries(pot).flatMap(([path, { rules }]) => (rules ? [[path, rules.map(withoutRefs)]] : [])));
}

const withoutRefs = (rule: PropertyRule): Omit<PropertyRule, 'refs'> => {
  const rest = { ...rule };
  delete rest.refs;
  return rest;
};

/** A pot whose `lid` is of that type, with sentences on it; beside it stand a cup, a spout, and handles with a size. */
export const potWith = (type: string, sentences: string): string => `# Pot

* **\`lid\`** (${type}, OPTIONAL) is a part of the pot.

${sentences.replaceAll(/^(?=.)/gmu, '  ')}

* **\`cup\`** (string, OPTIONAL) goes with it.
* **\`spout\`** (int, OPTIONAL) is where the tea comes out.
* **\`handles\`** (array of objects, OPTIONAL) are held.
  * **\`size\`** (string, OPTIONAL) tells how big it is.
  * **\`metal\`** (string, OPTIONAL) is what it is made of.
`;

/** The rules that sentences on a lid come to. */
export const rulesOfLid = (type: string, sentences: string): Record<string, Omit<PropertyRule, 'refs'>[]> => rulesIn(potWith(type, sentences));
