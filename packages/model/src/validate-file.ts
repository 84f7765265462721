import type { DriftRecords } from './drift.ts';
import type { Dispositions } from './dispositions.ts';
import { SpecproofError } from './error.ts';
import type { EvidenceLine } from './evidence.ts';
import type { PrintedExtraction } from './extraction.ts';
import type { Overrides } from './overrides.ts';
import type { Properties } from './properties.ts';
import type { Decisions, Registry } from './registry.ts';
import { repeatedKeys } from './repeated-keys.ts';
import type { Spec } from './spec.ts';

/** The files we exchange, by the name of their schema. */
export interface FileTypes {
  spec: Spec;
  registry: Registry;
  decisions: Decisions;
  overrides: Overrides;
  dispositions: Dispositions;
  extraction: PrintedExtraction;
  drift: DriftRecords;
  evidence: EvidenceLine;
  properties: Properties;
}
export type FileKind = keyof FileTypes;

interface Violation {
  instancePath: string;
  keyword: string;
  message: string;
  params: Record<string, unknown>;
  /** Set where the name of a key is what is wrong, not its value. */
  propertyName?: string;
  data?: unknown;
  parentSchema?: { description?: string };
}
type Validate = ((value: unknown) => boolean) & { errors?: Violation[] | null };

// Loaded one by one: a command reads two of these files at most.
const validators = {
  spec: () => import('./generated/validate-spec.ts'),
  registry: () => import('./generated/validate-registry.ts'),
  decisions: () => import('./generated/validate-decisions.ts'),
  overrides: () => import('./generated/validate-overrides.ts'),
  dispositions: () => import('./generated/validate-dispositions.ts'),
  extraction: () => import('./generated/validate-extraction.ts'),
  drift: () => import('./generated/validate-drift.ts'),
  evidence: () => import('./generated/validate-evidence.ts'),
  properties: () => import('./generated/validate-properties.ts'),
} as const satisfies Record<FileKind, () => Promise<{ validate: unknown }>>;

const mostShown = 20;

/** `text` read as JSON and checked; `file` is named in the message. Throws `INVALID_FILE`. */
export async function parseFile<K extends FileKind>(kind: K, text: string, file: string): Promise<FileTypes[K]> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new SpecproofError('INVALID_FILE', `${file} is not JSON: ${(cause as Error).message}. Correct it, or take it from git again.`, { cause });
  }
  const repeated = repeatedKeys(text, value);
  if (repeated.length > 0) throw invalidFile(file, repeated.map((pointer) => `${pointer}: expected the key once, found it again. Only one of the two can be right: take the file from git again`));
  return checkFile(kind, value, file);
}

/** `value`, once it has the shape of a `kind`. Throws `INVALID_FILE` with every place that has not. */
export async function checkFile<K extends FileKind>(kind: K, value: unknown, file: string): Promise<FileTypes[K]> {
  const validate = (await validators[kind]()).validate as Validate;
  if (validate(value)) return value as FileTypes[K];
  const version = validate.errors?.find(({ instancePath, keyword }) => instancePath === '/schemaVersion' && keyword === 'const');
  if (version) throw otherVersion(file, version);
  throw invalidFile(file, (validate.errors ?? []).map(describe).filter((problem) => problem !== undefined));
}

/** Every place of `value` that has not the shape of a `kind`, with what was expected there; none where it has. */
export async function violationsOf(kind: FileKind, value: unknown): Promise<string[]> {
  const validate = (await validators[kind]()).validate as Validate;
  return validate(value) ? [] : (validate.errors ?? []).map(describe).filter((problem) => problem !== undefined);
}

/** What else is in a file of another version means nothing to us. */
const otherVersion = (file: string, { params, data }: Violation): SpecproofError =>
  new SpecproofError('INVALID_FILE', `${file} has schemaVersion ${excerpt(data)}; this version of Specproof reads ${String(params.allowedValue)}. Use the version that wrote the file, or take the file from git again.`);

/** `INVALID_FILE` for `file`; each problem is a JSON pointer with what was expected there. */
export function invalidFile(file: string, problems: readonly string[]): SpecproofError {
  const shown = problems.slice(0, mostShown).map((problem) => `\n  ${problem}`);
  const rest = problems.length > mostShown ? `\n  and ${problems.length - mostShown} more` : '';
  return new SpecproofError('INVALID_FILE', `${file} is not as it should be:${shown.join('')}${rest}`);
}

/** `undefined` where another violation says it. */
function describe({ instancePath, keyword, message, params, propertyName, data, parentSchema }: Violation): string | undefined {
  const key = keyword === 'additionalProperties' ? String(params.additionalProperty) : propertyName;
  const place = `${instancePath}${key === undefined ? '' : `/${escapePointer(key)}`}` || '/';
  const say = sayings[keyword];
  if (say !== undefined) return say(params) && `${place}: ${say(params)}`;
  const expected = expectations[keyword]?.(params) ?? parentSchema?.description;
  return `${place}: ${expected === undefined ? message : `expected ${expected}, found ${excerpt(data)}`}`;
}

const sayings: Record<string, (params: Record<string, unknown>) => string | undefined> = {
  additionalProperties: () => 'expected no such key',
  required: ({ missingProperty }) => `expected the key ${JSON.stringify(missingProperty)}`,
  discriminator: ({ tag, tagValue }) => `expected a known ${tag}, found ${excerpt(tagValue)}`,
  propertyNames: () => undefined,
  if: () => undefined,
};

const expectations: Record<string, (params: Record<string, unknown>) => string> = {
  const: ({ allowedValue }) => JSON.stringify(allowedValue),
  enum: ({ allowedValues }) => `one of ${(allowedValues as unknown[]).map((value) => JSON.stringify(value)).join(', ')}`,
  type: ({ type }) => [type].flat().join(' or '),
};

const escapePointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

function excerpt(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'object' && value !== null) return 'object';
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
