import { flatten } from '../drift/flatten.ts';
import { stepsOf } from '../drift/property-path.ts';
import type { SchemaEntry } from '../drift/property-row.ts';
import type { Json } from '../official/json.ts';
import { exampleOf } from './example-of.ts';
import type { ExampleOptions } from './example-of.ts';
import { propertyPathOf } from './instance.ts';

/** The simple values of a document by property path, for {@link ExampleOptions.like}. */
export function leavesOf(document: Json, schema: SchemaEntry): ReadonlyMap<string, Json> {
  const paths = new Set(flatten(schema).map(({ path }) => path));
  const leaves = new Map<string, Json>();
  const visit = (value: Json, at: readonly string[]): void => {
    if (typeof value === 'object' && value !== null) for (const [name, below] of Object.entries(value)) visit(below as Json, [...at, name]);
    else leaves.set(propertyPathOf(document, at, paths), value);
  };
  visit(document, []);
  return leaves;
}

/** Properties that at least one of the schemas wants to be there, if only under some condition. */
export const neededPaths = (...entries: readonly SchemaEntry[]): ReadonlySet<string> =>
  new Set(entries.flatMap((entry) => flatten(entry).filter(({ presence }) => presence.value.word !== 'OPTIONAL').map(({ path }) => path)));

/** Examples that together have every property: one with all that goes together, one with what is needed, and others with what they lack. */
export function examplesOf(entry: SchemaEntry, options: ExampleOptions = {}): Json[] {
  const { omit = [], only = neededPaths(entry), ...others } = options;
  const all = { ...others, omit };
  const full = exampleOf(entry, all);
  const examples = [full, exampleOf(entry, { ...all, only })];
  const seen = new Set(leavesOf(full, entry).keys());
  for (const path of flatten(entry).map((row) => row.path)) {
    if (path === '' || stepsOf(path).length > 1) continue;
    const other = exampleOf(entry, { ...others, omit: [...omit, path] });
    const news = [...leavesOf(other, entry).keys()].filter((leaf) => !seen.has(leaf));
    if (news.length === 0) continue;
    examples.push(other);
    for (const leaf of news) seen.add(leaf);
  }
  return examples;
}
