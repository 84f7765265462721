import type { PropertyRule } from '@specproof/model';
import { isName, parentPath, stepsOf } from '../paths.ts';
import { conjunction } from './conditions.ts';
import { childPath, reference } from './defined-document.ts';
import type { DefinedDocument } from './defined-document.ts';
import { formatOf } from './formats.ts';
import { add, enforce } from './json-schema.ts';
import type { JsonSchema } from './json-schema.ts';

/** Keywords, and the path of the value they are about. */
export interface Fragment {
  at: string;
  fragment: JsonSchema;
}

/** The keywords a rule comes to, on a platform that is known; `undefined` for what is said by the structure alone, or by no keyword. */
export function fragmentOf(document: DefinedDocument, path: string, rule: PropertyRule, platform?: string): Fragment | undefined {
  const name = stepsOf(path).at(-1) ?? '';
  const { refs, part, target = 'value' } = rule;
  const said = (keyword: keyof JsonSchema, value: JsonSchema): JsonSchema => {
    enforce(value, keyword, refs, part);
    return value;
  };
  const orNull = target === 'value' && document.isNullable(path);
  const on = (fragment: JsonSchema): Fragment => {
    if (target === 'elements') return { at: `${path}[]`, fragment };
    if (target === 'values') return { at: `${path}{}`, fragment };
    return { at: path, fragment: target === 'keys' ? { propertyNames: fragment } : fragment };
  };
  switch (rule.kind) {
    case 'required': {
      if (!isName(name) || name === '') return undefined;
      const fragment: JsonSchema = { required: [name] };
      enforce(fragment, `required/${name}`, refs, part);
      return { at: parentPath(path), fragment };
    }
    case 'forbidden':
      if (!isName(name) || name === '') return undefined;
      return { at: parentPath(path), fragment: said('not', { not: { type: 'object', required: [name] } }) };
    case 'format':
      return on(formatOf(rule.format, refs, { isPart: part, isPosix: platform !== undefined && platform !== 'windows' }));
    case 'pattern': {
      const fragment = said('pattern', { pattern: rule.pattern });
      return on(rule.where === undefined ? fragment : { if: { pattern: rule.where }, then: fragment });
    }
    case 'values': {
      if (rule.open === true) return undefined;
      const [only] = rule.values;
      if (orNull) return on(said('enum', { enum: [...rule.values, null] }));
      return on(rule.values.length === 1 && only !== undefined ? said('const', { const: only }) : said('enum', { enum: [...rule.values] }));
    }
    case 'range': {
      const { minimum, maximum, exclusiveMinimum } = rule;
      const fragment: JsonSchema = {};
      if (minimum !== undefined) add(fragment, said('minimum', { minimum }));
      if (exclusiveMinimum !== undefined) add(fragment, said('exclusiveMinimum', { exclusiveMinimum }));
      if (maximum !== undefined) add(fragment, said('maximum', { maximum }));
      return on(fragment);
    }
    case 'length':
      return { at: path, fragment: said('minItems', { minItems: rule.min }) };
    case 'one-of':
      return { at: path, fragment: said('anyOf', { anyOf: rule.names.map((one) => ({ required: [one] })) }) };
    case 'type':
      // the type itself is part of the structure; here is what requires it
      return refs ? on(said('type', { type: orNull ? [rule.type, 'null'] : rule.type })) : undefined;
    case 'document':
      if (!refs || !document.hasDocument(rule.root)) return undefined;
      return on(orNull ? { if: { not: { type: 'null' } }, then: said('$ref', { $ref: reference(document.root, rule.root) }) } : said('$ref', { $ref: reference(document.root, rule.root) }));
    case 'schema': {
      return { at: '', fragment: { 'x-specproof': { follows: { [rule.file]: [...(refs ?? [])] } } } };
    }
    case 'closed': {
      const fragment: JsonSchema = { if: conjunction([{ kind: 'equals', path: rule.path, values: [document.version.replace(/^v/u, '')] }], ''), then: onlyDefined(document, '', refs) };
      return { at: '', fragment };
    }
    case 'like':
    case 'nullable':
    case 'platform':
      return undefined;
    default:
      return rule satisfies never;
  }
}

/** Nothing but the fields that are defined, at any depth. */
function onlyDefined(document: DefinedDocument, path: string, refs: readonly string[] | undefined): JsonSchema {
  // what another definition describes is not all told here
  if (document.properties[path]?.rules?.some(({ kind }) => kind === 'like' || kind === 'document') || document.documentOf(path) !== undefined) return {};
  const below = document.below(path);
  if (below.has('[]')) return { items: onlyDefined(document, childPath(path, '[]'), refs) };
  if (below.has('{}')) return { additionalProperties: onlyDefined(document, childPath(path, '{}'), refs) };
  if (below.size === 0) return {};
  const fields = [...below].map((name): [string, JsonSchema] => [name, onlyDefined(document, childPath(path, name), refs)]);
  const schema: JsonSchema = { properties: Object.fromEntries(fields), additionalProperties: false };
  enforce(schema, 'additionalProperties', refs);
  return schema;
}
