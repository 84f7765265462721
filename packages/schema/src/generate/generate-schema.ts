import type { Case, Level, PropertyRule, RegisteredProperty, RuleTarget, Scalar } from '@specproof/model';
import { isName, parentPath, pathOf, stepsOf } from '../paths.ts';
import type { Step } from '../paths.ts';
import { add, enforce } from './json-schema.ts';
import type { JsonSchema } from './json-schema.ts';
import { integerLimits } from './widths.ts';

/** What the schemas of one version of a spec are made from. */
export interface SchemaInput {
  spec: string;
  version: string;
  /** By root, then by path; only what the version defines. */
  properties: Readonly<Record<string, Readonly<Record<string, RegisteredProperty>>>>;
}

export interface SchemaOptions {
  /** `MUST`: types, presence and what is obligatory. `SHOULD`: only what is recommended. */
  level?: 'MUST' | 'SHOULD';
  /** The platform the document is for: cases that name platforms are decided. Only the rules that this adds are written. */
  platform?: string;
}

const draft = 'https://json-schema.org/draft/2020-12/schema';

/** The name of a document's schema file. */
export const schemaFile = (root: string, { level, platform }: SchemaOptions = {}): string => `${[root, platform, level === 'SHOULD' ? 'advice' : undefined].filter(Boolean).join('.')}.schema.json`;

/**
 * JSON Schema 2020-12 of the documents of one root.
 *
 * Unknown fields are allowed, as far as the text does not close the document. `undefined` where `options` leave nothing to say.
 */
export function generateSchema(input: SchemaInput, root: string, options: SchemaOptions = {}): JsonSchema | undefined {
  const { level = 'MUST', platform } = options;
  const full = level === 'MUST' && platform === undefined;
  const generator = makeGenerator(input, root, options);
  const file = schemaFile(root, options);
  const head: JsonSchema = { $schema: draft, $id: `https://specproof.dev/${input.spec}/${input.version}/${file}` };
  const body = full ? generator.structure() : {};
  if (!full && level === 'MUST') body.allOf = [{ $ref: schemaFile(root) }];
  const rules = generator.addRules(body);
  return full || rules > 0 ? { ...head, ...body } : undefined;
}

function makeGenerator({ version, properties }: SchemaInput, root: string, { level = 'MUST', platform }: SchemaOptions) {
  // names come from texts: they may be those of every object's own members
  const own = Object.assign(Object.create(null) as Record<string, RegisteredProperty>, Object.hasOwn(properties, root) ? properties[root] : {});
  const paths = Object.keys(own).filter((path) => !stepsOf(path).includes('__proto__')).sort();
  const full = level === 'MUST' && platform === undefined;
  /** Fields whose being there tells the platform. */
  const tells = new Map<string, string>();
  for (const path of paths) for (const rule of own[path]?.rules ?? []) if (rule.kind === 'platform') tells.set(rule.platform, path);

  /** Direct children of a path: names, `[]`, `{}`. */
  const children = new Map<string, Set<Step>>();
  for (const path of paths) {
    const steps = stepsOf(path);
    for (let depth = 0; depth < steps.length; depth++) {
      const parent = pathOf(steps.slice(0, depth));
      const known = children.get(parent) ?? new Set();
      children.set(parent, known.add(steps[depth] as Step));
    }
  }
  const child = (path: string, step: Step): string => pathOf([...stepsOf(path), step]);

  /** The schema of a path with all below it: types and presence. */
  const node = (path: string): JsonSchema => {
    const property = own[path];
    const schema: JsonSchema = {};
    if (property) schema['x-specproof'] = { defined: property.versions[version] ?? '' };
    const below = children.get(path) ?? new Set();
    const rule = <K extends PropertyRule['kind']>(kind: K, target: RuleTarget = 'value') => property?.rules?.find((one): one is Extract<PropertyRule, { kind: K }> => one.kind === kind && (one.target ?? 'value') === target && isFirm(one));
    const type = jsonType(property, below, rule('type')?.type);
    const like = rule('like');
    const isList = type === 'array';
    const told = rule('document', isList ? 'elements' : 'value')?.root ?? documentOf(property);
    const document = told !== undefined && Object.hasOwn(properties, told) ? told : undefined;
    if (type !== undefined && !(document !== undefined && !isList)) schema.type = type;
    if (type === 'integer') Object.assign(schema, integerLimits(property?.written));
    if (type === 'object' && below.size > 0) addFields(schema, path, below);
    if (below.has('{}')) schema.additionalProperties = node(child(path, '{}'));
    else if (type === 'object') {
      const values = rule('type', 'values');
      if (values) schema.additionalProperties = { type: values.type };
      else if (/\bstring-string map\b/u.test(property?.written ?? '')) schema.additionalProperties = { type: 'string' };
    }
    if (isList) {
      const items = below.has('[]') ? node(child(path, '[]')) : elementsOf(property);
      if (document !== undefined) items.$ref = reference(document);
      if (Object.keys(items).length > 0) schema.items = items;
    } else if (document !== undefined) {
      delete schema.type;
      schema.$ref = reference(document);
      if (below.size > 0 && schema.properties === undefined) addFields(schema, path, below);
    }
    const open = property?.rules?.find((one) => one.kind === 'values' && one.open === true);
    if (open?.kind === 'values') {
      const holder = open.target === 'elements' ? (schema.items ??= {}) : schema;
      (holder['x-specproof'] ??= {}).known = open.values;
    }
    if (like) Object.assign(schema, likeness(like.root, like.path, path));
    if (isNullable(path)) allowNull(schema);
    return schema;
  };

  const addFields = (schema: JsonSchema, path: string, below: ReadonlySet<Step>): void => {
    const fields: Record<string, JsonSchema> = {};
    for (const name of [...below].filter(isName).sort()) {
      const at = child(path, name);
      const field = own[at];
      fields[name] = node(at);
      if (field?.presence !== 'REQUIRED' || field.when) continue;
      add(schema, { required: [name] });
      enforce(schema, `required/${name}`, field.refs);
    }
    if (Object.keys(fields).length > 0) schema.properties = fields;
  };

  const reference = (other: string): string => (other === root ? '#' : schemaFile(other));

  /** The structure of another property, as it is there; none where that stands in this one, or is like it in turn. */
  const likeness = (otherRoot: string, otherPath: string, path: string): JsonSchema => {
    const steps = stepsOf(otherPath);
    const isAround = steps.every((step, index) => stepsOf(path)[index] === step);
    if (otherRoot !== root || isAround || (own[otherPath] === undefined && !children.has(otherPath))) return {};
    const seen = new Set([path]);
    for (let at: string | undefined = otherPath; at !== undefined; at = likeOf(at)?.path) {
      if (seen.has(at)) return {};
      seen.add(at);
    }
    const pointer = steps.map((step) => (step === '[]' ? '/items' : step === '{}' ? '/additionalProperties' : `/properties/${encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))}`)).join('');
    return { $ref: `#${pointer}` };
  };
  const likeOf = (path: string) => own[path]?.rules?.find((rule) => rule.kind === 'like' && rule.root === root && isFirm(rule)) as Extract<PropertyRule, { kind: 'like' }> | undefined;

  const documentOf = (property: RegisteredProperty | undefined): string | undefined => (property?.written !== undefined && Object.hasOwn(properties, property.written) && property.written !== root ? property.written : undefined);

  const isNullable = (path: string): boolean => own[path]?.rules?.some((rule) => rule.kind === 'nullable') === true;

  /** Whether a rule is part of a schema by itself, without cases. */
  const isFirm = (rule: PropertyRule): boolean => !rule.when && (rule.level === undefined || rule.level.startsWith('MUST'));

  const structure = (): JsonSchema => {
    const schema = node('');
    schema.type = 'object';
    delete schema['x-specproof']?.defined;
    return schema;
  };

  /** Adds every rule of the wanted level; returns how many were added. */
  const addRules = (schema: JsonSchema): number => {
    let added = 0;
    for (const path of [...new Set(['', ...paths])].sort()) {
      const property = own[path];
      const needed: PropertyRule[] = property?.presence === 'REQUIRED' && property.when ? [{ kind: 'required', level: 'MUST', when: property.when, ...(property.refs && { refs: property.refs }) }] : [];
      for (const rule of [...needed, ...(property?.rules ?? [])]) if (property && addRule(schema, path, property, rule)) added++;
    }
    return added;
  };

  const addRule = (schema: JsonSchema, path: string, property: RegisteredProperty, rule: PropertyRule): boolean => {
    if (wanted(rule.level) !== level) return false;
    const when = decide(rule.when ?? []);
    if (!when || (!full && level === 'MUST' && !rule.when?.some(({ kind }) => kind === 'platform'))) return false;
    const made = fragments(path, property, rule);
    if (!made) return false;
    const { at, fragment } = made;
    // a field that tells its own platform says nothing where it has to be there on it
    if (when.some((one) => one.kind === 'present' && !one.not && one.path === path && rule.kind === 'required')) return false;
    if (when.length === 0) {
      if (full) add(locate(schema, at), fragment);
      else add(schema, nest('', at, fragment));
      return true;
    }
    // a case inside of some element or other is no case of the whole
    const anchor = anchorOf([...when.map((one) => ('path' in one ? one.path : path)), at === '' ? path : pathOf([...stepsOf(at), 'x'])]);
    if (when.some((one) => !stepsOf(one.path).slice(stepsOf(anchor).length).every(isName))) return false;
    const conditional: JsonSchema = { if: conjunction(when, anchor), then: nest(anchor, at, fragment) };
    if (full) add(locate(schema, anchor), conditional);
    else add(schema, nest('', anchor, { allOf: [conditional] }));
    return true;
  };

  /** Cases with platforms decided: by what is given, or by the field that tells it; `undefined` where they cannot hold or be seen. */
  const decide = (cases: readonly Case[]): Exclude<Case, { kind: 'platform' }>[] | undefined => {
    const decided: Exclude<Case, { kind: 'platform' }>[] = [];
    for (const one of cases) {
      if (one.kind !== 'platform') decided.push(one);
      else if (platform !== undefined) {
        if (one.platforms.includes(platform) === (one.not === true)) return undefined;
      } else if (one.not) {
        // what is none of these platforms can only be seen where each of them would be seen
        const fields = one.platforms.map((name) => tells.get(name));
        if (fields.includes(undefined) || !one.platforms.every((name) => mustTell(name))) return undefined;
        for (const field of fields) decided.push({ kind: 'present', path: field ?? '', not: true });
      } else {
        const field = one.platforms.length === 1 ? tells.get(one.platforms[0] ?? '') : undefined;
        if (field === undefined) return undefined;
        decided.push({ kind: 'present', path: field });
      }
    }
    return decided;
  };

  /** Whether a platform's field has to be there on that platform. */
  const mustTell = (name: string): boolean =>
    own[tells.get(name) ?? '']?.rules?.some((rule) => rule.kind === 'required' && rule.when?.length === 1 && rule.when[0]?.kind === 'platform' && rule.when[0].platforms.includes(name)) === true;

  /** The keywords a rule comes to, and the path of the value they are about. */
  const fragments = (path: string, property: RegisteredProperty, rule: PropertyRule): { at: string; fragment: JsonSchema } | undefined => {
    const name = stepsOf(path).at(-1) ?? '';
    const refs = rule.refs;
    const said = (keyword: keyof JsonSchema, value: JsonSchema): JsonSchema => {
      enforce(value, keyword, refs);
      return value;
    };
    const target = rule.target ?? 'value';
    const orNull = target === 'value' && isNullable(path);
    const on = (fragment: JsonSchema): { at: string; fragment: JsonSchema } => {
      if (target === 'elements') return { at: `${path}[]`, fragment };
      if (target === 'values') return { at: `${path}{}`, fragment };
      return { at: path, fragment: target === 'keys' ? { propertyNames: fragment } : fragment };
    };
    switch (rule.kind) {
      case 'required': {
        if (!isName(name) || name === '') return undefined;
        const fragment: JsonSchema = { required: [name] };
        enforce(fragment, `required/${name}`, refs);
        return { at: parentPath(path), fragment };
      }
      case 'forbidden':
        if (!isName(name) || name === '') return undefined;
        return { at: parentPath(path), fragment: said('not', { not: { required: [name] } }) };
      case 'format':
        return on(formatOf(rule.format, refs));
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
        if (!refs || !Object.hasOwn(properties, rule.root)) return undefined;
        return on(orNull ? { if: { not: { type: 'null' } }, then: said('$ref', { $ref: reference(rule.root) }) } : said('$ref', { $ref: reference(rule.root) }));
      case 'schema': {
        return { at: '', fragment: { 'x-specproof': { follows: { [rule.file]: [...(refs ?? [])] } } } };
      }
      case 'closed': {
        const fragment: JsonSchema = { if: conjunction([{ kind: 'equals', path: rule.path, values: [version.replace(/^v/u, '')] }], ''), then: onlyDefined('', refs) };
        return { at: '', fragment };
      }
      case 'like':
      case 'nullable':
      case 'platform':
        return undefined;
      default:
        return rule satisfies never;
    }
  };

  /** Nothing but the fields that are defined, at any depth. */
  const onlyDefined = (path: string, refs: readonly string[] | undefined): JsonSchema => {
    // what another definition describes is not all told here
    if (own[path]?.rules?.some(({ kind }) => kind === 'like' || kind === 'document') || documentOf(own[path]) !== undefined) return {};
    const below = children.get(path) ?? new Set();
    if (below.has('[]')) return { items: onlyDefined(child(path, '[]'), refs) };
    if (below.has('{}')) return { additionalProperties: onlyDefined(child(path, '{}'), refs) };
    if (below.size === 0) return {};
    const fields = [...below].map((name): [string, JsonSchema] => [name, onlyDefined(child(path, name), refs)]);
    const schema: JsonSchema = { properties: Object.fromEntries(fields), additionalProperties: false };
    enforce(schema, 'additionalProperties', refs);
    return schema;
  };

  return { structure, addRules };
}

const wanted = (level: Level | undefined): 'MUST' | 'SHOULD' | undefined => (level === undefined || level.startsWith('MUST') ? 'MUST' : level.startsWith('SHOULD') ? 'SHOULD' : undefined);

function jsonType(property: RegisteredProperty | undefined, below: ReadonlySet<Step>, told: string | undefined): string | undefined {
  if (below.has('[]')) return 'array';
  if (told !== undefined) return told;
  switch (property?.type) {
    case 'string':
      return 'string';
    case 'int':
      return /\b(?:float|double|number)\b/iu.test(property.written ?? '') ? 'number' : 'integer';
    case 'bool':
      return 'boolean';
    case 'object':
    case 'map':
      // a word of the text's own may name anything
      return property.written === undefined || below.size > 0 || objectWord.test(property.written) ? 'object' : undefined;
    case 'array of string':
    case 'array of int':
    case 'array of object':
      return 'array';
    case 'unspecified':
      if (/^(?:arrays?|lists?)$/iu.test(property.written ?? '')) return 'array';
      return below.size > 0 ? 'object' : undefined;
    default:
      return below.size > 0 ? 'object' : undefined;
  }
}

const objectWord = /\b(?:objects?|structs?|structures?|maps?|dictionar(?:y|ies)|documents?)\b/iu;

function elementsOf(property: RegisteredProperty | undefined): JsonSchema {
  if (property?.type === 'array of string') return { type: 'string' };
  if (property?.type === 'array of int') return /\b(?:floats?|doubles?|numbers?)\b/iu.test(property.written ?? '') ? { type: 'number' } : { type: 'integer', ...integerLimits(property.written) };
  if (property?.type === 'array of object' && (property.written === undefined || objectWord.test(property.written))) return { type: 'object' };
  if (/\bbool(?:ean)?s?\b/iu.test(property?.written ?? '')) return { type: 'boolean' };
  return {};
}

/** RFC 6838, section 4.2: each part starts with a letter or digit and has 127 characters at most. */
const mediaTypePart = String.raw`[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}`;
const patterns = {
  'media-type': `^${mediaTypePart}/${mediaTypePart}$`,
  // RFC 4648, section 4: groups of four, the last one padded
  base64: '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
  // Semantic Versioning 2.0.0, items 2, 9 and 10
  semver: String.raw`^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*)(?:\.(?:0|[1-9]\d*|\d*[A-Za-z-][0-9A-Za-z-]*))*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$`,
} as const;

/** A format by the keyword that every validator knows, or else by a pattern. */
function formatOf(format: 'date-time' | 'uri' | keyof typeof patterns, refs: readonly string[] | undefined): JsonSchema {
  const fragment: JsonSchema = {};
  if (format === 'date-time' || format === 'uri') fragment.format = format;
  else fragment.pattern = patterns[format];
  if (format === 'base64') fragment.contentEncoding = 'base64';
  enforce(fragment, fragment.format === undefined ? 'pattern' : 'format', refs);
  return fragment;
}

/** The schema that stands at a path, made on the way where it is not there. */
function locate(schema: JsonSchema, path: string): JsonSchema {
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
function nest(anchor: string, path: string, fragment: JsonSchema): JsonSchema {
  return stepsOf(path)
    .slice(stepsOf(anchor).length)
    .reduceRight<JsonSchema>((inner, step) => (step === '[]' ? { items: inner } : step === '{}' ? { additionalProperties: inner } : { properties: { [step]: inner } }), fragment);
}

/** The deepest object or element that all paths share, none of them itself. */
function anchorOf(paths: readonly string[]): string {
  const [first = [], ...others] = paths.map((path) => stepsOf(path).slice(0, -1));
  let length = first.length;
  for (const other of others) {
    let same = 0;
    while (same < length && first[same] === other[same]) same++;
    length = same;
  }
  return pathOf(first.slice(0, length));
}

/** A schema that holds where all cases do. */
function conjunction(cases: readonly Exclude<Case, { kind: 'platform' }>[], anchor: string): JsonSchema {
  const tests = cases.map((one) => {
    const steps = stepsOf(one.path).slice(stepsOf(anchor).length);
    const leaf: JsonSchema = one.kind === 'equals' ? equality(one.values) : {};
    const test = steps.reduceRight<JsonSchema>((inner, step) => ({ ...(Object.keys(inner).length > 0 && { properties: { [step]: inner } }), required: [step] }), leaf);
    return one.not ? { not: test } : test;
  });
  const [only] = tests;
  return tests.length === 1 && only ? only : { allOf: tests };
}

function equality(values: readonly Scalar[]): JsonSchema {
  const [only] = values;
  return values.length === 1 && only !== undefined ? { const: only } : { enum: [...values] };
}

/** Lets `null` stand for the value. */
function allowNull(schema: JsonSchema): void {
  if (typeof schema.type === 'string') schema.type = [schema.type, 'null'];
  if (schema.$ref === undefined) return;
  const { $ref } = schema;
  delete schema.$ref;
  (schema.allOf ??= []).push({ if: { not: { type: 'null' } }, then: { $ref } });
}
