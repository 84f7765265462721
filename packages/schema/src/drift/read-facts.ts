import { escapePointer, isObject } from '../official/json.ts';
import type { Json, JsonObject } from '../official/json.ts';
import type { SchemaLocation, SchemaSet } from '../official/schema-set.ts';
import { both, either, sometimes } from './combine-facts.ts';
import type { Bounds, Expression, Facts, ItemFacts, NameFacts, Said, Saying, Topics } from './facts.ts';
import { noFacts } from './facts.ts';

const keyOf = ({ file, pointer }: SchemaLocation): string => `${file}#${pointer}`;
const below = ({ file, pointer }: SchemaLocation, ...tokens: readonly (string | number)[]): SchemaLocation => ({
  file,
  pointer: [pointer, ...tokens.map((token) => escapePointer(String(token)))].join('/'),
});

/** What an expression says of its value; references that only lead back to themselves say nothing. */
export function readFacts(set: SchemaSet, expression: Expression, open: ReadonlySet<string> = new Set()): Facts {
  switch (expression.kind) {
    case 'never':
      return { ...noFacts, never: { at: expression.at, keyword: expression.keyword } };
    case 'when':
      return sometimes(readFacts(set, expression.of, open));
    case 'all':
      return expression.of.map((part) => readFacts(set, part, open)).reduce(both, noFacts);
    case 'any':
      return eitherOrNull(expression.of.map((part) => readFacts(set, part, open)));
    case 'at': {
      const key = keyOf(expression.at);
      return open.has(key) ? noFacts : readSchema(set, expression.at, new Set([...open, key]));
    }
    default:
      return expression satisfies never;
  }
}

/** Where an expression's schemas stand once references are followed: what a value that contains itself comes back to. */
export function identityOf(set: SchemaSet, expression: Expression): string {
  switch (expression.kind) {
    case 'at': {
      let { at } = expression;
      for (const seen = new Set<string>(); !seen.has(keyOf(at)); ) {
        seen.add(keyOf(at));
        const schema = set.at(at);
        if (isObject(schema) && typeof schema.$ref === 'string') at = set.resolve(at.file, schema.$ref);
      }
      return keyOf(at);
    }
    case 'all':
    case 'any':
      return [...new Set(expression.of.map((part) => identityOf(set, part)))].sort().join(' ');
    case 'when':
      return identityOf(set, expression.of);
    case 'never':
      return '';
    default:
      return expression satisfies never;
  }
}

const isOnlyNull = ({ topics: { type } }: Facts): boolean => type?.value.length === 1 && type.value[0] === 'null';

/** Either of several; `null` beside others only adds a type. */
function eitherOrNull(branches: readonly Facts[]): Facts {
  const others = branches.filter((facts) => !isOnlyNull(facts));
  const facts = either(others);
  const { type } = facts.topics;
  if (others.length === branches.length || others.length === 0 || type === undefined) return others.length === 0 ? either(branches) : facts;
  return { ...facts, topics: { ...facts.topics, type: { ...type, value: [...new Set([...type.value, 'null'])].sort() } } };
}

function readSchema(set: SchemaSet, at: SchemaLocation, open: ReadonlySet<string>): Facts {
  const schema = set.at(at);
  if (schema === false) return { ...noFacts, never: { at, keyword: 'false' } };
  if (!isObject(schema)) return noFacts;
  const referred = typeof schema.$ref === 'string' ? readFacts(set, { kind: 'at', at: set.resolve(at.file, schema.$ref) }, open) : noFacts;
  if (referred !== noFacts && set.draft4) return referred;
  const branch = (...tokens: readonly (string | number)[]): Facts => readFacts(set, { kind: 'at', at: below(at, ...tokens) }, open);
  const each = (keyword: string): Facts[] => list(schema[keyword]).map((_, index) => branch(keyword, index));
  const parts = [
    referred,
    { topics: topicsOf(schema, at), required: requiredOf(schema, at), children: childrenOf(schema, at), under: [] },
    ...each('allOf'),
    ...(Array.isArray(schema.anyOf) ? [eitherOrNull(each('anyOf'))] : []),
    ...(Array.isArray(schema.oneOf) ? [eitherOrNull(each('oneOf'))] : []),
    ...['then', 'else'].filter((keyword) => schema[keyword] !== undefined && schema.if !== undefined).map((keyword) => sometimes(branch(keyword))),
    ...(isObject(schema.dependentSchemas) ? Object.keys(schema.dependentSchemas).map((name) => sometimes(branch('dependentSchemas', name))) : []),
    ...(['dependentRequired', 'dependencies'] as const).flatMap((keyword) => dependents(schema, at, keyword)),
    refused(schema, at),
  ];
  return parts.reduce(both, noFacts);
}

function topicsOf(schema: JsonObject, at: SchemaLocation): Topics {
  const say = <T>(keyword: string, value: T): Said<T> => ({ at, keyword, value });
  const { type, const: only, enum: values, pattern, format } = schema;
  const allowed = only === undefined ? values : [only];
  const range = boundsOf(schema, 'minimum', 'maximum');
  const length = boundsOf(schema, 'minLength', 'maxLength') ?? boundsOf(schema, 'minProperties', 'maxProperties');
  const items = itemsOf(schema);
  const names = namesOf(schema);
  return {
    ...((typeof type === 'string' || Array.isArray(type)) && { type: say('type', [type].flat().map(String).sort()) }),
    ...(Array.isArray(allowed) && { values: say(only === undefined ? 'enum' : 'const', allowed as readonly Json[]) }),
    ...(range && { range: say('minimum' in schema ? 'minimum' : 'maximum', range) }),
    ...(typeof pattern === 'string' && { pattern: say('pattern', [pattern]) }),
    ...(typeof format === 'string' && { format: say('format', format) }),
    ...(length && { length: say(['minLength', 'maxLength', 'minProperties', 'maxProperties'].find((keyword) => keyword in schema) ?? '', length) }),
    ...(items && { items: say(['minItems', 'maxItems', 'uniqueItems', 'items', 'prefixItems'].find((keyword) => keyword in schema) ?? '', items) }),
    ...(names && { names: say('propertyNames' in schema ? 'propertyNames' : 'patternProperties' in schema ? 'patternProperties' : 'additionalProperties', names) }),
  };
}

function boundsOf(schema: JsonObject, low: string, high: string): Bounds | undefined {
  const { [low]: min, [high]: max, exclusiveMinimum, exclusiveMaximum } = schema;
  const exclusive = low === 'minimum' && [schema.type].flat().includes('integer');
  // draft 4 has a flag beside the limit, later drafts a limit of its own
  const lows = [...(typeof min === 'number' ? [exclusive && exclusiveMinimum === true ? min + 1 : min] : []), ...(exclusive && typeof exclusiveMinimum === 'number' ? [exclusiveMinimum + 1] : [])];
  const highs = [...(typeof max === 'number' ? [exclusive && exclusiveMaximum === true ? max - 1 : max] : []), ...(exclusive && typeof exclusiveMaximum === 'number' ? [exclusiveMaximum - 1] : [])];
  if (lows.length + highs.length === 0) return undefined;
  return { ...(lows.length > 0 && { min: Math.max(...lows) }), ...(highs.length > 0 && { max: Math.min(...highs) }) };
}

function itemsOf(schema: JsonObject): ItemFacts | undefined {
  const bounds = boundsOf(schema, 'minItems', 'maxItems');
  const tuple = Array.isArray(schema.items) ? schema.items : Array.isArray(schema.prefixItems) && schema.items === undefined ? schema.prefixItems : undefined;
  const onlyFirst = tuple !== undefined && schema.additionalItems === undefined ? tuple.length : undefined;
  if (bounds === undefined && schema.uniqueItems !== true && onlyFirst === undefined) return undefined;
  return { ...bounds, ...(schema.uniqueItems === true && { unique: true }), ...(onlyFirst !== undefined && { onlyFirst }) };
}

/** Patterns that match every name but an empty one say nothing worth comparing. */
const anyName = /^\^?(?:\.\{1,\}|\.\+|\.\*|\.)?\$?$/u;

function namesOf(schema: JsonObject): NameFacts | undefined {
  const named = isObject(schema.propertyNames) && typeof schema.propertyNames.pattern === 'string' ? schema.propertyNames.pattern : undefined;
  const patterns = isObject(schema.patternProperties) ? Object.keys(schema.patternProperties).filter((pattern) => !anyName.test(pattern)) : [];
  const pattern = named ?? patterns[0];
  const closed = schema.additionalProperties === false || schema.unevaluatedProperties === false;
  if (pattern === undefined && !closed) return undefined;
  return { ...(pattern !== undefined && { pattern }), ...(closed && { closed }) };
}

const requiredOf = (schema: JsonObject, at: SchemaLocation): ReadonlyMap<string, Saying> =>
  new Map(list(schema.required).filter((name) => typeof name === 'string').map((name) => [name, { at, keyword: `required/${name}` }]));

function childrenOf(schema: JsonObject, at: SchemaLocation): ReadonlyMap<string, Expression> {
  const children = new Map<string, Expression>();
  const add = (step: string, ...tokens: readonly (string | number)[]): void => {
    const known = children.get(step);
    const expression: Expression = { kind: 'at', at: below(at, ...tokens) };
    children.set(step, known === undefined ? expression : { kind: 'all', of: [known, expression] });
  };
  if (isObject(schema.properties)) for (const name of Object.keys(schema.properties)) add(`.${name}`, 'properties', name);
  if (isObject(schema.patternProperties)) for (const pattern of Object.keys(schema.patternProperties)) add('{}', 'patternProperties', pattern);
  if (isObject(schema.additionalProperties)) add('{}', 'additionalProperties');
  const elements = (['items', 'prefixItems'] as const).flatMap((keyword) => {
    if (isObject(schema[keyword])) return [below(at, keyword)];
    return [...list(schema[keyword]).keys()].map((index) => below(at, keyword, index));
  });
  const [first, ...others] = elements.map((element): Expression => ({ kind: 'at', at: element }));
  // An element is one of several: which one depends on its place.
  if (first !== undefined) children.set('[]', others.length === 0 ? first : { kind: 'any', of: [first, ...others] });
  return children;
}

function dependents(schema: JsonObject, at: SchemaLocation, keyword: 'dependentRequired' | 'dependencies'): Facts[] {
  const value = schema[keyword];
  if (!isObject(value)) return [];
  return Object.entries(value)
    .filter(([, names]) => Array.isArray(names))
    .map(([name, names]) => sometimes({ ...noFacts, required: new Map(list(names).map((required) => [String(required), { at: below(at, keyword, name), keyword: `required/${String(required)}` }])) }));
}

/** `not: { required: […] }` and alternatives of it: one name is refused, several are not allowed together. */
function refused(schema: JsonObject, at: SchemaLocation): Facts {
  if (!isObject(schema.not)) return noFacts;
  const groups = [schema.not, ...list(schema.not.anyOf)].filter(isObject).map(({ required }) => list(required).map(String));
  return groups
    .map((names): Facts => {
      const never = { kind: 'never', at, keyword: 'not' } as const;
      return { ...noFacts, children: new Map(names.map((name) => [`.${name}`, names.length === 1 ? never : { kind: 'when', of: never }])) };
    })
    .reduce(both, noFacts);
}

const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
