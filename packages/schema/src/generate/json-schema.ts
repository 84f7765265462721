import type { Scalar } from '@specproof/model';
import stringify from 'json-stringify-pretty-compact';

/** Where a schema comes from, beside its keywords: `x-specproof`. */
export interface Origin {
  /** `document:line` of the definition. */
  defined?: string;
  /** Refs of the requirements that a keyword enforces, by keyword; `required/<name>` for one field. */
  enforces?: Record<string, string[]>;
  /** The same of keywords that enforce only a part: who breaks them breaks the requirement, who meets them shows nothing. */
  partly?: Record<string, string[]>;
  /** Official schema files that the text makes part of itself, with the requirements that say so. */
  follows?: Record<string, string[]>;
  /** Values that the text lists without ruling others out. */
  known?: Scalar[];
}

/** The part of JSON Schema 2020-12 that is generated. */
export interface JsonSchema {
  $schema?: string;
  $id?: string;
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | false;
  propertyNames?: JsonSchema;
  items?: JsonSchema;
  minItems?: number;
  minLength?: number;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  pattern?: string;
  format?: string;
  contentEncoding?: string;
  enum?: (Scalar | null)[];
  const?: Scalar;
  allOf?: JsonSchema[];
  anyOf?: JsonSchema[];
  not?: JsonSchema;
  if?: JsonSchema;
  then?: JsonSchema;
  'x-specproof'?: Origin;
}

const order = [
  '$schema', '$id', '$ref', 'type', 'const', 'enum', 'format', 'contentEncoding', 'pattern', 'minLength', 'minimum', 'exclusiveMinimum', 'maximum', 'minItems',
  'items', 'propertyNames', 'properties', 'additionalProperties', 'required', 'not', 'anyOf', 'allOf', 'if', 'then', 'x-specproof',
] as const satisfies (keyof JsonSchema)[];

/** The same schema with its keywords in one order, fields of objects ordered by code units. */
export function ordered(schema: JsonSchema): JsonSchema {
  const copy: Record<string, unknown> = {};
  for (const key of order) {
    const value = schema[key];
    if (value === undefined) continue;
    if (key === 'properties') copy[key] = sorted(value as Record<string, JsonSchema>, ordered);
    else if (key === 'items' || key === 'propertyNames' || key === 'additionalProperties' || key === 'not' || key === 'if' || key === 'then') copy[key] = value === false ? false : ordered(value as JsonSchema);
    else if (key === 'allOf' || key === 'anyOf') copy[key] = (value as JsonSchema[]).map(ordered);
    else if (key === 'required') copy[key] = [...new Set(value as string[])].sort();
    else if (key === 'x-specproof') {
      const { defined, enforces, partly, follows, known } = value as Origin;
      copy[key] = { ...(defined !== undefined && { defined }), ...(known && { known }), ...(follows && { follows }), ...(enforces && { enforces: sorted(enforces, inOrder) }), ...(partly && { partly: sorted(partly, inOrder) }) };
    } else copy[key] = value;
  }
  return copy as JsonSchema;
}

const inOrder = (refs: readonly string[]): string[] => [...new Set(refs)].sort();

function sorted<T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, map(value)]));
}

/**
 * Puts the keywords of `fragment` beside those of `schema`, and in an `allOf` of its own where one is taken.
 * What keywords enforce goes with them.
 */
export function add(schema: JsonSchema, fragment: JsonSchema): void {
  const { 'x-specproof': origin, ...keywords } = fragment;
  const taken = Object.keys(keywords).some((key) => key !== 'required' && key !== 'allOf' && key in schema && JSON.stringify(schema[key as keyof JsonSchema]) !== JSON.stringify(keywords[key as keyof typeof keywords]));
  // `then` belongs to its own `if`
  if (taken || 'if' in keywords) {
    (schema.allOf ??= []).push(fragment);
    return;
  }
  const { required, allOf, ...others } = keywords;
  Object.assign(schema, others);
  if (required) schema.required = [...new Set([...(schema.required ?? []), ...required])];
  if (allOf) schema.allOf = [...(schema.allOf ?? []), ...allOf];
  for (const [keyword, refs] of Object.entries(origin?.enforces ?? {})) enforce(schema, keyword, refs);
  for (const [keyword, refs] of Object.entries(origin?.partly ?? {})) enforce(schema, keyword, refs, true);
  if (origin?.follows) (schema['x-specproof'] ??= {}).follows = { ...schema['x-specproof']?.follows, ...origin.follows };
}

/** Notes that a keyword of `schema` enforces requirements, or a part of what they demand. */
export function enforce(schema: JsonSchema, keyword: string, refs: readonly string[] | undefined, isPart = false): void {
  if (!refs || refs.length === 0) return;
  const origin = (schema['x-specproof'] ??= {});
  const enforced = isPart ? (origin.partly ??= {}) : (origin.enforces ??= {});
  enforced[keyword] = [...(enforced[keyword] ?? []), ...refs];
}

/** 64-bit limits, which JavaScript's numbers cannot hold, by what `JSON.stringify` makes of them. */
const exact: readonly [written: string, meant: string][] = [
  ['18446744073709552000', '18446744073709551615'],
  ['-9223372036854776000', '-9223372036854775808'],
  ['9223372036854776000', '9223372036854775807'],
];

/** A schema as the file has it: limits of 64-bit integers exact. */
export function serializeSchema(schema: JsonSchema): string {
  let text = `${stringify(ordered(schema), { maxLength: 160 })}\n`;
  for (const [written, meant] of exact) text = text.replaceAll(new RegExp(String.raw`(?<="(?:minimum|maximum)": )${written}(?=[,\n }])`, 'gu'), meant);
  return text;
}
