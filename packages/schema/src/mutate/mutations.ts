import { flatten } from '../drift/flatten.ts';
import { typeOf } from '../drift/keeps.ts';
import type { PropertyRow, SchemaEntry } from '../drift/property-row.ts';
import type { Json, JsonObject } from '../official/json.ts';
import { isObject, sameJson } from '../official/json.ts';
import { changeAt, propertyPathOf, removeAt } from './instance.ts';
import type { InstancePath } from './instance.ts';

/** A document made from another by one change. */
export interface Mutation {
  /** What was done, and where: `drop linux.devices[].path`. */
  readonly name: string;
  /** Property path of the place. */
  readonly path: string;
  readonly document: Json;
}

export interface MutationOptions {
  /** Whether places of a property path are changed; all are when not given. */
  at?: (path: string) => boolean;
}

/** Documents that differ from `document` in one thing each, in a fixed order: dropped, retyped, misspelt, out of range, doubled, emptied, … */
export function mutations(document: Json, schema: SchemaEntry, { at: wanted = () => true }: MutationOptions = {}): Mutation[] {
  const rows = new Map(flatten(schema).map((row) => [row.path, row]));
  const known = new Set(rows.keys());
  const found: Mutation[] = [];
  const visit = (value: Json, at: InstancePath): void => {
    const path = propertyPathOf(document, at, known);
    const place = path === '' ? 'the document' : path;
    const add = (what: string, changed: Json): void => void found.push({ name: `${what} ${place}`, path, document: changed });
    if (wanted(path)) {
      if (at.length > 0) add('drop', removeAt(document, at));
      if (at.length > 0 && !Array.isArray(parentOf(document, at))) add('misspell', misspell(document, at));
      for (const [what, other] of variants(value, rows.get(path))) add(what, changeAt(document, at, () => other));
    }
    // Elements of an array are of one kind: the first stands for all.
    if (Array.isArray(value)) {
      if (value[0] !== undefined) visit(value[0] as Json, [...at, '0']);
    } else if (isObject(value)) for (const [name, below] of Object.entries(value)) visit(below, [...at, name]);
  };
  visit(document, []);
  return found;
}

const parentOf = (document: Json, at: InstancePath): Json => at.slice(0, -1).reduce<Json>((value, step) => (Array.isArray(value) ? value[Number(step)] : (value as Record<string, Json>)[step]) as Json, document);

function misspell(document: Json, at: InstancePath): Json {
  const last = at.at(-1) ?? '';
  const wrong = last === last.toUpperCase() ? last.toLowerCase() : last.toUpperCase();
  return changeAt(document, at.slice(0, -1), (parent) => (isObject(parent) ? Object.fromEntries(Object.entries(parent).map(([name, value]) => [name === last ? (wrong === last ? `${last}x` : wrong) : name, value])) : parent));
}

/** A value of every type. */
const others: Record<string, Json> = { null: null, boolean: true, integer: 7, number: 0.5, string: 'text', array: [], object: {} };

function variants(value: Json, row: PropertyRow | undefined): [string, Json][] {
  const type = typeOf(value);
  const retyped = Object.entries(others).filter(([other]) => other !== type).map(([other, instead]): [string, Json] => [`${other} for`, instead]);
  return [...retyped, ...ofItsType(value, row)].filter(([, other]) => !sameJson(other, value));
}

function ofItsType(value: Json, row: PropertyRow | undefined): [string, Json][] {
  if (typeof value === 'number') return edges.map((edge) => [`${edge} for`, edge]);
  if (typeof value === 'string') return strings(value, row?.topics.values?.value ?? []);
  if (Array.isArray(value)) return arrays(value);
  return isObject(value) ? objects(value) : [];
}

/** Just inside and just outside of what every width of integer holds. Beyond 2^53 the next number is far away. */
const edges: readonly number[] = [
  ...new Set([-1, 0, 1, 2, 10, 100, 101, 511, 512, 1000, 10000, 10001, ...[8, 16, 32].flatMap((bits) => [2 ** (bits - 1) - 1, 2 ** (bits - 1), 2 ** bits - 1, 2 ** bits, -(2 ** (bits - 1)), -(2 ** (bits - 1)) - 1])]),
  2 ** 53,
  2 ** 63,
  2 ** 63 + 2 ** 11,
  2 ** 64,
  2 ** 64 + 2 ** 12,
  -(2 ** 63),
  -(2 ** 63) - 2 ** 11,
];

const strings = (value: string, listed: readonly Json[]): [string, Json][] => [
  ['empty', ''],
  ['space before', ` ${value}`],
  ['newline behind', `${value}\n`],
  ['relative', value.replace(/^\/+/u, '') || 'a'],
  ['absolute', `/${value}`],
  ['sign behind', `${value}!`],
  ['path behind', `${value}/a`],
  ['capitals in', value.toUpperCase()],
  ['small letters in', value.toLowerCase()],
  ['half of', value.slice(0, Math.ceil(value.length / 2))],
  ['no ASCII in', `\u00e9${value}`],
  ['very long', value + 'a'.repeat(300)],
  ...listed.map((other): [string, Json] => [`${JSON.stringify(other)} for`, other]),
];

function arrays(value: readonly Json[]): [string, Json][] {
  const [first] = value;
  if (first === undefined) return [];
  return [
    ['empty', []],
    ['first twice in', [first, ...value]],
    ['null in', [...value, null]],
    ['number in', [...value, 7]],
    ['object in', [...value, {}]],
    ['text in', [...value, 'text']],
  ];
}

const objects = (value: JsonObject): [string, Json][] => [
  ['empty', {}],
  ['unknown name in', { ...value, 'x-unknown': 'text' }],
  ['unknown object in', { ...value, 'x-unknown': { a: [null] } }],
];
