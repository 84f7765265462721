import type { JsonSchema } from '../generate/json-schema.ts';

/**
 * Refs of every requirement that documents of a schema can show, those of the documents it refers to included, ordered
 * by code units: a suite makes a check of each.
 *
 * @param file name of the schema: `manifest.schema.json`
 */
export function enforcedRefs(file: string, schemas: ReadonlyMap<string, JsonSchema>): string[] {
  const refs = new Set<string>();
  const read = new Set<string>();
  const readFile = (name: string): void => {
    if (read.has(name)) return;
    read.add(name);
    walk(schemas.get(name));
  };
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) return value.forEach(walk);
    const { $ref, 'x-specproof': origin, ...rest } = value as JsonSchema;
    for (const enforced of [origin?.enforces, origin?.partly, origin?.follows]) for (const one of Object.values(enforced ?? {}).flat()) refs.add(one);
    if (typeof $ref === 'string' && !$ref.startsWith('#')) readFile($ref);
    Object.values(rest).forEach(walk);
  };
  readFile(file);
  return [...refs].sort();
}
