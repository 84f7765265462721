import ts from 'typescript';

/** As much of JSON Schema as our file formats use. */
export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  items?: boolean | Schema;
  prefixItems?: Schema[];
}

/** Where `type` and `schema` disagree on keys, on what is required, or on the kind of a value; patterns and ranges are the schema's own. */
export function differences(checker: ts.TypeChecker, type: ts.Type, schema: Schema, schemas: ReadonlyMap<string, Schema>): string[] {
  const found: string[] = [];
  compare(type, schema, schema, '');
  return found;

  function compare(type: ts.Type, schema: Schema, root: Schema, place: string): void {
    if (schema.$ref !== undefined) {
      const [id = '', pointer = ''] = schema.$ref.split('#/$defs/');
      const target = id === '' ? root : schemas.get(id);
      const definition = target?.$defs?.[pointer];
      if (target === undefined || definition === undefined) found.push(`${place || '/'}: ${schema.$ref} leads nowhere`);
      else compare(type, definition, target, place);
      return;
    }
    const alternatives = schema.oneOf ?? schema.anyOf;
    const members = (type.isUnion() ? type.types : [type]).filter(({ flags }) => !(flags & ts.TypeFlags.Undefined));
    if (alternatives !== undefined) return compareAlternatives(members, alternatives, root, place);
    const written = kindsOfType(checker, members);
    const said = kindsOfSchema(schema);
    if (written !== said) {
      found.push(`${place || '/'}: ${written} in the type, ${said} in the schema`);
      return;
    }
    const [only] = members;
    if (only === undefined) return;
    if (said === 'object') compareObject(only, schema, root, place);
    if (said === 'array') compareArray(only, schema, root, place);
  }

  /** Objects are paired by their `kind`; what is left has to be a name or `null`. */
  function compareAlternatives(members: readonly ts.Type[], alternatives: readonly Schema[], root: Schema, place: string): void {
    const objects = members.filter(isObject);
    const resolved = alternatives.map((alternative) => ({ alternative, resolved: resolve(alternative, root) }));
    const simple = resolved.filter(({ resolved }) => resolved.type !== 'object');
    const written = kindsOfType(checker, members.filter((member) => !isObject(member)));
    const said = [...new Set(simple.map(({ resolved }) => kindsOfSchema(resolved)))].sort().join(' | ');
    // A closed set beside a pattern (`new` or an id) is a string in the type.
    if (written !== said.replace(/^"[^|]*" \| string$/u, 'string')) found.push(`${place || '/'}: ${written} in the type, ${said} in the schema`);
    const variants = resolved.filter(({ resolved }) => resolved.type === 'object');
    for (const { alternative, resolved } of variants) {
      const kind = resolved.properties?.['kind']?.const;
      const match = kind === undefined ? objects[0] : objects.find((object) => kindOf(object) === kind);
      if (match === undefined) found.push(`${place || '/'}: no ${String(kind)} in the type`);
      else compare(match, alternative, root, kind === undefined ? place : `${place}<${String(kind)}>`);
    }
    if (variants.length !== objects.length) found.push(`${place || '/'}: ${objects.length} objects in the type, ${variants.length} in the schema`);
  }

  function resolve(schema: Schema, root: Schema): Schema {
    const [id = '', pointer = ''] = schema.$ref?.split('#/$defs/') ?? [];
    return schema.$ref === undefined ? schema : ((id === '' ? root : schemas.get(id))?.$defs?.[pointer] ?? {});
  }

  function kindOf(type: ts.Type): unknown {
    const kind = type.getProperty('kind');
    const literal = kind && checker.getTypeOfSymbol(kind);
    return literal?.isStringLiteral() ? literal.value : undefined;
  }

  function compareObject(type: ts.Type, schema: Schema, root: Schema, place: string): void {
    const values = checker.getIndexTypeOfType(type, ts.IndexKind.String);
    if (values !== undefined) {
      if (typeof schema.additionalProperties === 'object') compare(values, schema.additionalProperties, root, `${place}/*`);
      else found.push(`${place || '/'}: any key in the type, ${list(Object.keys(schema.properties ?? {}))} in the schema`);
      return;
    }
    const properties = type.getProperties();
    const keys = properties.map(({ name }) => name);
    const required = properties.filter(({ flags }) => !(flags & ts.SymbolFlags.Optional)).map(({ name }) => name);
    const said = schema.properties ?? {};
    if (list(keys) !== list(Object.keys(said))) found.push(`${place || '/'}: keys ${list(keys)} in the type, ${list(Object.keys(said))} in the schema`);
    if (list(required) !== list(schema.required ?? [])) found.push(`${place || '/'}: required ${list(required)} in the type, ${list(schema.required ?? [])} in the schema`);
    if (schema.additionalProperties !== false) found.push(`${place || '/'}: the schema allows other keys`);
    for (const property of properties) {
      const value = said[property.name];
      if (value !== undefined) compare(checker.getTypeOfSymbol(property), value, root, `${place}/${property.name}`);
    }
  }

  function compareArray(type: ts.Type, schema: Schema, root: Schema, place: string): void {
    const elements = checker.getTypeArguments(type as ts.TypeReference);
    const items = schema.prefixItems ?? (typeof schema.items === 'object' ? [schema.items] : []);
    if (elements.length !== items.length) found.push(`${place || '/'}: ${elements.length} kinds of element in the type, ${items.length} in the schema`);
    for (const [index, item] of items.entries()) {
      const element = elements[index];
      if (element !== undefined) compare(element, item, root, `${place}/${index}`);
    }
  }
}

const list = (words: readonly string[]): string => [...words].sort().join(', ');

const isObject = (type: ts.Type): boolean => (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;

function kindsOfType(checker: ts.TypeChecker, members: readonly ts.Type[]): string {
  return [...new Set(members.flatMap((member) => kindsOfMember(checker, member)))].sort().join(' | ');
}

function kindsOfMember(checker: ts.TypeChecker, type: ts.Type): string[] {
  if (type.isStringLiteral() || type.isNumberLiteral()) return [JSON.stringify(type.value)];
  if (type.flags & ts.TypeFlags.BooleanLiteral) return [(type as ts.Type & { intrinsicName: string }).intrinsicName];
  if (type.flags & ts.TypeFlags.Null) return ['null'];
  if (type.flags & ts.TypeFlags.String) return ['string'];
  if (type.flags & ts.TypeFlags.Number) return ['number'];
  if (checker.isArrayType(type) || checker.isTupleType(type)) return ['array'];
  return ['object'];
}

function kindsOfSchema(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).sort().join(' | ');
  return [schema.type ?? []].flat().flatMap((name) => kinds[name] ?? [name]).sort().join(' | ');
}

// What TypeScript does not tell apart, and what it takes apart.
const kinds: Record<string, string[]> = { integer: ['number'], boolean: ['false', 'true'] };
