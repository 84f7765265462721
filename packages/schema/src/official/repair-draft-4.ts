import type { Json } from './json.ts';
import { isObject } from './json.ts';

/**
 * A draft-04 schema without what keeps it from compiling: inner `id`s, which would rebase the references beside them,
 * and pointers without their slash (`#definitions/x`). Meaning and pointers stay.
 */
export function repairDraft4(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(repairDraft4);
  if (!isObject(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema)
      // A property that is called `id` has a schema as its value, the keyword a string.
      .filter(([name, value]) => name !== 'id' || typeof value !== 'string')
      .map(([name, value]) => [name, name === '$ref' && typeof value === 'string' ? value.replace(/#(?=[^/])/u, '#/') : repairDraft4(value)]),
  );
}
