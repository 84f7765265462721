import type { PropertyRule, RuleTarget } from '@specproof/model';
import { isName, stepsOf } from '../paths.ts';
import { childPath, isFirm, reference } from './defined-document.ts';
import type { DefinedDocument } from './defined-document.ts';
import { add, enforce } from './json-schema.ts';
import type { JsonSchema } from './json-schema.ts';
import { elementsOf, jsonType } from './value-types.ts';
import { integerLimits } from './widths.ts';
import { resolve } from '../judge/applied.ts';
import { isObject } from '../official/json.ts';

/** Types of all fields, and which of them are always there. */
export function structureOf(document: DefinedDocument): JsonSchema {
  const schema = node(document, '');
  schema.type = 'object';
  delete schema['x-specproof']?.defined;
  dropDangling(schema, schema);
  return schema;
}

/** Takes out references to what has no schema: a field below one that is no object, by what its own definition says. */
function dropDangling(value: unknown, root: JsonSchema): void {
  if (Array.isArray(value)) for (const one of value) dropDangling(one, root);
  if (!isObject(value)) return;
  const schema: JsonSchema = value;
  if (typeof schema.$ref === 'string' && schema.$ref.startsWith('#/') && !resolve(schema.$ref, root, () => undefined)) delete schema.$ref;
  for (const one of Object.values(schema)) dropDangling(one, root);
}

/** The schema of a path with all below it. */
function node(document: DefinedDocument, path: string): JsonSchema {
  const property = document.properties[path];
  const below = document.below(path);
  const rule = firmRule(document, path);
  const type = jsonType(property, below, rule('type')?.type);
  const other = rule('document', type === 'array' ? 'elements' : 'value')?.root ?? document.documentOf(path);
  const $ref = other !== undefined && document.hasDocument(other) ? reference(document.root, other) : undefined;
  const schema: JsonSchema = property ? { 'x-specproof': { defined: property.versions[document.version] ?? '' } } : {};
  if (type === 'array') {
    const items = below.has('[]') ? node(document, childPath(path, '[]')) : elementsOf(property);
    if ($ref !== undefined) items.$ref = $ref;
    const likeElements = rule('like', 'elements');
    if (likeElements) Object.assign(items, likeness(document, likeElements, childPath(path, '[]')));
    Object.assign(schema, { type, ...(Object.keys(items).length > 0 && { items }) });
  } else if ($ref !== undefined) {
    schema.$ref = $ref;
    addFields(document, schema, path);
  } else {
    if (type !== undefined) schema.type = type;
    if (type === 'integer') Object.assign(schema, integerLimits(property?.written));
    if (type === 'object') {
      addFields(document, schema, path);
      const values = rule('type', 'values')?.type ?? (/\bstring-string map\b/u.test(property?.written ?? '') ? 'string' : undefined);
      if (below.has('{}')) schema.additionalProperties = node(document, childPath(path, '{}'));
      else if (values !== undefined) schema.additionalProperties = { type: values };
    }
  }
  noteKnownValues(document, schema, path);
  const like = rule('like');
  if (like) Object.assign(schema, likeness(document, like, path));
  if (document.isNullable(path)) allowNull(schema);
  return schema;
}

/** Finds the rule of a kind that holds in every case. */
function firmRule({ properties }: DefinedDocument, path: string) {
  return <K extends PropertyRule['kind']>(kind: K, target: RuleTarget = 'value') =>
    properties[path]?.rules?.find((rule): rule is Extract<PropertyRule, { kind: K }> => rule.kind === kind && (rule.target ?? 'value') === target && isFirm(rule));
}

function addFields(document: DefinedDocument, schema: JsonSchema, path: string): void {
  const names = [...document.below(path)].filter(isName).sort();
  if (names.length === 0) return;
  schema.properties = Object.fromEntries(names.map((name) => [name, node(document, childPath(path, name))]));
  for (const name of names) {
    const field = document.properties[childPath(path, name)];
    if (field?.presence !== 'REQUIRED' || field.when) continue;
    add(schema, { required: [name] });
    enforce(schema, `required/${name}`, field.refs);
  }
}

function noteKnownValues({ properties }: DefinedDocument, schema: JsonSchema, path: string): void {
  const open = properties[path]?.rules?.find((rule) => rule.kind === 'values' && rule.open === true);
  if (open?.kind !== 'values') return;
  const holder = open.target === 'elements' ? (schema.items ??= {}) : schema;
  (holder['x-specproof'] ??= {}).known = open.values;
}

type Like = Extract<PropertyRule, { kind: 'like' }>;

/** The structure of another property, as it is there; none where that stands in this one, or is like it in turn. */
function likeness(document: DefinedDocument, like: Like, path: string): JsonSchema {
  const { root, properties, below } = document;
  const steps = stepsOf(like.path);
  const isAround = steps.every((step, index) => stepsOf(path)[index] === step);
  if (like.root !== root || isAround || (properties[like.path] === undefined && below(like.path).size === 0)) return {};
  const seen = new Set([path]);
  for (let at: string | undefined = like.path; at !== undefined; at = likeOf(document, at)?.path) {
    if (seen.has(at)) return {};
    seen.add(at);
  }
  return { $ref: `#${steps.map((step) => (step === '[]' ? '/items' : step === '{}' ? '/additionalProperties' : `/properties/${encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))}`)).join('')}` };
}

const likeOf = ({ root, properties }: DefinedDocument, path: string): Like | undefined => properties[path]?.rules?.find((rule): rule is Like => rule.kind === 'like' && rule.root === root && isFirm(rule));

/** Lets `null` stand for the value. */
function allowNull(schema: JsonSchema): void {
  if (typeof schema.type === 'string') schema.type = [schema.type, 'null'];
  if (schema.$ref === undefined) return;
  const { $ref } = schema;
  delete schema.$ref;
  (schema.allOf ??= []).push({ if: { not: { type: 'null' } }, then: { $ref } });
}
