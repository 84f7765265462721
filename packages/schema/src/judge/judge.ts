import type { JsonSchema, Origin } from '../generate/json-schema.ts';
import { appliedRequirements } from './applied.ts';
import type { Validators } from './load-validators.ts';

/** What ajv says of one place of a document; `parentSchema` comes with `verbose`. */
export interface SchemaError {
  instancePath: string;
  schemaPath: string;
  keyword: string;
  /** Our own validators have none. */
  message?: string | undefined;
  params: Record<string, unknown>;
  parentSchema?: unknown;
  data?: unknown;
  propertyName?: string;
}

/** A validator made by ajv, compiled before or now. */
export type Validate = ((document: unknown) => unknown) & { errors?: SchemaError[] | null };

/** Something about a document that is not as it should be. */
export interface Finding {
  /** JSON pointer to the value, or to the object in which a field is missing. */
  pointer: string;
  keyword: string;
  message: string;
  /** `document:line` of the property's definition, where the schema knows it. */
  defined?: string;
}

/** What a document shows of one requirement. */
export interface SchemaVerdict {
  ref: string;
  verdict: 'pass' | 'fail';
  findings: Finding[];
  /** Where the document puts the requirement to the test. */
  pointers: string[];
}

export interface Judgement {
  /** By ref. A requirement that the document has nothing for is not among them. */
  verdicts: SchemaVerdict[];
  /** What breaks a definition (a type, mostly) and no sentence with a keyword. */
  definitionFindings: Finding[];
}

/**
 * What a document shows of every requirement that its schema enforces. A requirement passes only where the document
 * has the value that its keyword speaks of.
 *
 * @param file name of the schema: `manifest.schema.json`
 * @param official a validator of an official schema file that the text makes part of itself; without it, no verdict
 */
export function judge(document: unknown, file: string, { schemas, validators }: Validators, official: (file: string) => Validate | undefined = () => undefined): Judgement {
  const schema = schemas.get(file);
  const validate = validators[file];
  if (!schema || !validate) throw new RangeError(`There is no schema ${file}`);
  const verdicts = new Map<string, SchemaVerdict>();
  const note = (ref: string, pointer: string, findings: readonly Finding[]): void => {
    const known = verdicts.get(ref) ?? { ref, verdict: 'pass', findings: [], pointers: [] };
    if (!known.pointers.includes(pointer)) known.pointers.push(pointer);
    known.findings.push(...findings);
    if (findings.length > 0) known.verdict = 'fail';
    verdicts.set(ref, known);
  };
  for (const { ref, pointer, reference } of appliedRequirements(schema, document, (name) => schemas.get(name))) {
    const check = reference && validators[reference.file];
    note(ref, pointer, check ? errorsOf(check, reference.value).map((error) => toFinding(error, originOf(error)?.defined, pointer)) : []);
  }
  const definitionFindings: Finding[] = [];
  for (const error of errorsOf(validate, document)) {
    const origin = originOf(error);
    const finding = toFinding(error, origin?.defined);
    const key = enforcedKey(error);
    const refs = [...(origin?.enforces?.[key] ?? []), ...(origin?.partly?.[key] ?? [])];
    for (const ref of refs) note(ref, finding.pointer, [finding]);
    if (refs.length === 0) definitionFindings.push(finding);
  }
  for (const [name, refs] of Object.entries(schema['x-specproof']?.follows ?? {})) {
    const check = official(name);
    const findings = check && errorsOf(check, document).map((error) => toFinding(error, `${name}${error.schemaPath}`));
    if (findings) for (const ref of refs) note(ref, '', findings);
  }
  return { verdicts: [...verdicts.values()].sort((a, b) => (a.ref < b.ref ? -1 : 1)), definitionFindings };
}

const originOf = ({ parentSchema }: SchemaError): Origin | undefined => (parentSchema as JsonSchema | undefined)?.['x-specproof'];

/** What a validator says of a document, without what only repeats it. */
function errorsOf(validate: Validate, document: unknown): SchemaError[] {
  if (validate(document) === true) return [];
  return (validate.errors ?? []).filter((error, _, all) => tellsSomething(error, all));
}

/** `if` and `propertyNames` only repeat what their schemas say, and the branches of an `anyOf` what it says itself. */
function tellsSomething({ keyword, schemaPath, instancePath }: SchemaError, all: readonly SchemaError[]): boolean {
  if (keyword === 'if' || keyword === 'propertyNames') return false;
  const branch = /^(.*)\/anyOf\/\d+\//u.exec(schemaPath);
  return !branch || !all.some((other) => other.keyword === 'anyOf' && other.schemaPath === `${branch[1] ?? ''}/anyOf` && instancePath === other.instancePath);
}

const enforcedKey = ({ keyword, params }: SchemaError): string => (keyword === 'required' ? `required/${String(params['missingProperty'])}` : keyword);

function toFinding(error: SchemaError, defined: string | undefined, below = ''): Finding {
  const { instancePath, keyword, params, propertyName, data } = error;
  const named = propertyName ?? (keyword === 'additionalProperties' ? String(params['additionalProperty']) : undefined);
  return { pointer: below + instancePath, keyword, message: `${describe(error)}${named === undefined ? seen(keyword, data) : `: ${JSON.stringify(named)}`}`, ...(defined !== undefined && { defined }) };
}

function describe({ keyword, params, message }: SchemaError): string {
  return (Object.hasOwn(sayings, keyword) ? sayings[keyword]?.(params) : message) ?? keyword;
}

const sayings: Record<string, (params: Record<string, unknown>) => string> = {
  required: ({ missingProperty }) => `the field ${JSON.stringify(missingProperty)} is missing`,
  type: ({ type }) => `expected ${[type].flat().join(' or ')}`,
  const: ({ allowedValue }) => `expected ${JSON.stringify(allowedValue)}`,
  enum: ({ allowedValues }) => `expected one of ${(allowedValues as unknown[]).map((value) => JSON.stringify(value)).join(', ')}`,
  pattern: ({ pattern }) => `expected what matches ${String(pattern)}`,
  format: ({ format }) => `expected ${String(format)} format`,
  minimum: ({ limit }) => `expected ${String(limit)} at least`,
  maximum: ({ limit }) => `expected ${String(limit)} at most`,
  exclusiveMinimum: ({ limit }) => `expected more than ${String(limit)}`,
  minItems: ({ limit }) => `expected at least ${String(limit)} element${limit === 1 ? '' : 's'}`,
  minLength: ({ limit }) => `expected at least ${String(limit)} character${limit === 1 ? '' : 's'}`,
  not: () => 'a field is there that must not be',
  anyOf: () => 'none of the fields is there of which one has to be',
  additionalProperties: () => 'a field is there that is not defined',
  'false schema': () => 'nothing may be here',
};

function seen(keyword: string, data: unknown): string {
  if (keyword === 'required' || keyword === 'not' || keyword === 'anyOf') return '';
  const text = JSON.stringify(data) ?? 'nothing';
  return `, found ${text.length > 80 ? `${text.slice(0, 80)}…` : text}`;
}
