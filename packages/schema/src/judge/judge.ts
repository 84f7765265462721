import type { JsonSchema } from '../generate/json-schema.ts';
import { appliedRequirements } from './applied.ts';
import type { FindSchema } from './applied.ts';

/** What ajv says of one place of a document; `parentSchema` comes with `verbose`. */
export interface SchemaError {
  instancePath: string;
  schemaPath: string;
  keyword: string;
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
 * @param find a schema by its file name, for references between documents
 * @param official a validator of an official schema file that the text makes part of itself; without it, no verdict
 */
export function judge(document: unknown, schema: JsonSchema, validate: Validate, find: FindSchema, official: (file: string) => Validate | undefined = () => undefined): Judgement {
  const verdicts = new Map<string, SchemaVerdict>();
  for (const { ref, pointer } of appliedRequirements(schema, document, find)) {
    const known = verdicts.get(ref) ?? { ref, verdict: 'pass', findings: [], pointers: [] };
    if (!known.pointers.includes(pointer)) known.pointers.push(pointer);
    verdicts.set(ref, known);
  }
  validate(document);
  const definitionFindings: Finding[] = [];
  const errors = (validate.errors ?? []).filter((error, _, all) => tellsSomething(error, all));
  for (const error of errors) {
    const origin = (error.parentSchema as JsonSchema | undefined)?.['x-specproof'];
    const refs = [...(origin?.enforces?.[enforcedKey(error)] ?? []), ...documentRefs(error, schema, find)];
    const finding = toFinding(error, origin?.defined);
    if (refs.length === 0) definitionFindings.push(finding);
    for (const ref of new Set(refs)) {
      const failed = verdicts.get(ref) ?? { ref, verdict: 'fail', findings: [], pointers: [finding.pointer] };
      failed.verdict = 'fail';
      failed.findings.push(finding);
      verdicts.set(ref, failed);
    }
  }
  for (const [file, refs] of Object.entries(schema['x-specproof']?.follows ?? {})) {
    const check = official(file);
    if (!check) continue;
    check(document);
    const findings = (check.errors ?? []).map((error) => toFinding(error, `${file}${error.schemaPath}`));
    for (const ref of refs) verdicts.set(ref, { ref, verdict: findings.length === 0 ? 'pass' : 'fail', findings, pointers: [''] });
  }
  return { verdicts: [...verdicts.values()].sort((a, b) => (a.ref < b.ref ? -1 : 1)), definitionFindings };
}

/** `if` only repeats what its branch says, and the branches of an `anyOf` what it says itself. */
function tellsSomething({ keyword, schemaPath, instancePath }: SchemaError, all: readonly SchemaError[]): boolean {
  if (keyword === 'if') return false;
  const branch = /^(.*)\/anyOf\/\d+\//u.exec(schemaPath);
  return !branch || !all.some((other) => other.keyword === 'anyOf' && other.schemaPath === `${branch[1] ?? ''}/anyOf` && instancePath === other.instancePath);
}

const enforcedKey = ({ keyword, params }: SchemaError): string => (keyword === 'required' ? `required/${String(params['missingProperty'])}` : keyword);

/** Requirements to be a document of another kind, which an error inside of that document breaks. */
function documentRefs({ instancePath, schemaPath }: SchemaError, schema: JsonSchema, find: FindSchema): string[] {
  const file = /^([^#/]+\.schema\.json)(?:[#/]|$)/u.exec(schemaPath)?.[1];
  if (file === undefined) return [];
  const found: string[] = [];
  const walk = (at: JsonSchema, steps: readonly string[]): void => {
    if (at.$ref === file) found.push(...(at['x-specproof']?.enforces?.['$ref'] ?? []));
    else if (at.$ref !== undefined && !at.$ref.startsWith('#')) {
      const other = find(at.$ref);
      if (other) walk(other, steps);
    }
    for (const part of at.allOf ?? []) walk(part, steps);
    const [step, ...rest] = steps;
    if (step === undefined) return;
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    const own = at.properties && Object.hasOwn(at.properties, name) ? at.properties[name] : undefined;
    if (own) walk(own, rest);
    else if (at.additionalProperties) walk(at.additionalProperties, rest);
    if (at.items && /^\d+$/u.test(step)) walk(at.items, rest);
  };
  walk(schema, instancePath.split('/').slice(1));
  return found;
}

function toFinding({ instancePath, keyword, message, params, propertyName, data }: SchemaError, defined: string | undefined): Finding {
  const named = propertyName ?? (keyword === 'additionalProperties' ? String(params['additionalProperty']) : undefined);
  return { pointer: instancePath, keyword, message: `${describe(keyword, params, message)}${named === undefined ? seen(keyword, data) : `: ${JSON.stringify(named)}`}`, ...(defined !== undefined && { defined }) };
}

function describe(keyword: string, params: Record<string, unknown>, message: string | undefined): string {
  if (keyword === 'required') return `the field ${JSON.stringify(params['missingProperty'])} is missing`;
  if (keyword === 'type') return `expected ${[params['type']].flat().join(' or ')}`;
  if (keyword === 'const') return `expected ${JSON.stringify(params['allowedValue'])}`;
  if (keyword === 'enum') return `expected one of ${(params['allowedValues'] as unknown[]).map((value) => JSON.stringify(value)).join(', ')}`;
  if (keyword === 'not') return 'a field is there that must not be';
  if (keyword === 'anyOf') return 'none of the fields is there of which one has to be';
  if (keyword === 'additionalProperties') return 'a field is there that is not defined';
  if (keyword === '$ref') return 'not a document of that kind';
  return message ?? keyword;
}

function seen(keyword: string, data: unknown): string {
  if (keyword === 'required' || keyword === 'not' || keyword === 'anyOf') return '';
  const text = JSON.stringify(data) ?? 'nothing';
  return `, found ${text.length > 80 ? `${text.slice(0, 80)}…` : text}`;
}
