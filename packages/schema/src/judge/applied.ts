import type { JsonSchema } from '../generate/json-schema.ts';
import { escapePointer, isObject, unescapePointer } from '../official/json.ts';

/** A requirement that a document puts to the test, at a place in it. */
export interface Applied {
  ref: string;
  /** JSON pointer into the document. */
  pointer: string;
  /** The schema file that the value has to meet, where that is what is required. */
  reference?: { file: string; value: unknown };
}

/** Finds a schema by the file that a `$ref` names; `''` is the one at hand. */
export type FindSchema = (file: string) => JsonSchema | undefined;

type Kind = 'string' | 'number' | 'object' | 'array' | 'any';

/** The kind of value that a keyword says something of. */
const speaksOf: Record<string, Kind> = {
  pattern: 'string',
  format: 'string',
  minLength: 'string',
  minimum: 'number',
  maximum: 'number',
  exclusiveMinimum: 'number',
  minItems: 'array',
  required: 'object',
  not: 'object',
  anyOf: 'object',
  additionalProperties: 'object',
};

/** Every requirement that some keyword of `schema` decides about `document`: what is not in the document is no verdict. */
export function appliedRequirements(schema: JsonSchema, document: unknown, find: FindSchema): Applied[] {
  const applied: Applied[] = [];
  const walk = (at: JsonSchema, value: unknown, pointer: string, root: JsonSchema): void => {
    // `null` stands for a value that is not there
    if (value === null && (at.type?.includes('null') === true || at.enum?.includes(null) === true)) return;
    for (const [keyword, refs] of Object.entries(at['x-specproof']?.enforces ?? {})) {
      // a field that is null may be taken for one that is missing
      if (keyword.startsWith('required/') && isObject(value) && value[keyword.slice('required/'.length)] === null) continue;
      const reference = keyword === '$ref' && at.$ref !== undefined ? { reference: { file: at.$ref, value } } : {};
      if (isKind(value, speaksOf[keyword.replace(/\/.*$/u, '')] ?? 'any')) for (const ref of refs) applied.push({ ref, pointer, ...reference });
    }
    if (at.$ref !== undefined) {
      const target = resolve(at.$ref, root, find);
      if (target) walk(target.schema, value, pointer, target.root);
    }
    for (const part of [...(at.allOf ?? []), ...(at.anyOf ?? [])]) walk(part, value, pointer, root);
    if (at.if && at.then && matches(at.if, value)) walk(at.then, value, pointer, root);
    if (Array.isArray(value)) {
      if (at.items) for (const [index, one] of value.entries()) walk(at.items, one, `${pointer}/${index}`, root);
      return;
    }
    if (!isObject(value)) return;
    for (const [name, one] of Object.entries(value)) {
      const below = `${pointer}/${escapePointer(name)}`;
      const own = at.properties && Object.hasOwn(at.properties, name) ? at.properties[name] : undefined;
      if (own) walk(own, one, below, root);
      else if (at.additionalProperties) walk(at.additionalProperties, one, below, root);
      if (at.propertyNames) walk(at.propertyNames, name, pointer, root);
    }
  };
  walk(schema, document, '', schema);
  return applied;
}

/** The schema that a `$ref` of ours points to: another file, or a place in the same one. */
export function resolve(reference: string, root: JsonSchema, find: FindSchema): { schema: JsonSchema; root: JsonSchema } | undefined {
  const [file = '', pointer = ''] = reference.split('#');
  const target = file === '' ? root : find(file);
  if (!target) return undefined;
  let at: unknown = target;
  for (const step of pointer.split('/').slice(1)) at = isObject(at) ? at[unescapePointer(decodeURIComponent(step))] : undefined;
  return isObject(at) ? { schema: at as JsonSchema, root: target } : undefined;
}

/** Whether a value meets the condition of an `if`, which is made of a few keywords only. */
function matches(test: JsonSchema, value: unknown): boolean {
  if (test.type === 'null' && value !== null) return false;
  if (test.const !== undefined && value !== test.const) return false;
  if (test.enum && !test.enum.some((one) => one === value)) return false;
  if (test.pattern !== undefined && typeof value === 'string' && !new RegExp(test.pattern, 'u').test(value)) return false;
  if (test.not && matches(test.not, value)) return false;
  if (test.anyOf && !test.anyOf.some((one) => matches(one, value))) return false;
  if (test.allOf && !test.allOf.every((one) => matches(one, value))) return false;
  if (!isObject(value)) return test.type !== 'object';
  if (test.required && !test.required.every((name) => Object.hasOwn(value, name))) return false;
  return Object.entries(test.properties ?? {}).every(([name, one]) => !Object.hasOwn(value, name) || matches(one, value[name]));
}

function isKind(value: unknown, kind: Kind): boolean {
  if (kind === 'any') return true;
  if (kind === 'array') return Array.isArray(value);
  return kind === 'object' ? isObject(value) : typeof value === kind;
}
