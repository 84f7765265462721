import { pathOf, stepsOf } from '../paths.ts';
import type { JsonSchema } from './json-schema.ts';

/** The schema that stands at a path, made on the way where it is not there. */
export function locate(schema: JsonSchema, path: string): JsonSchema {
  let at = schema;
  for (const step of stepsOf(path)) {
    if (step === '[]') at = at.items ??= {};
    else if (step === '{}') {
      if (at.additionalProperties === undefined || at.additionalProperties === false) at.additionalProperties = {};
      at = at.additionalProperties;
    } else {
      const fields = (at.properties ??= {});
      const known: JsonSchema = Object.hasOwn(fields, step) ? (fields[step] ?? {}) : {};
      fields[step] = known;
      at = known;
    }
  }
  return at;
}

/** `fragment` at `path`, seen from `anchor`. */
export function nest(anchor: string, path: string, fragment: JsonSchema): JsonSchema {
  return stepsOf(path)
    .slice(stepsOf(anchor).length)
    .reduceRight<JsonSchema>((inner, step) => (step === '[]' ? { items: inner } : step === '{}' ? { additionalProperties: inner } : { properties: { [step]: inner } }), fragment);
}

/** The deepest object or element that all paths share, none of them itself. */
export function anchorOf(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => stepsOf(path).slice(0, -1));
  let length = first.length;
  for (const other of others) {
    let same = 0;
    while (same < length && first[same] === other[same]) same++;
    length = same;
  }
  return pathOf(first.slice(0, length));
}
