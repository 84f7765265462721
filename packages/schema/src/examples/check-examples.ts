import { createHash } from 'node:crypto';
import type { ProseExample, RecordedExample } from '@specproof/model';
import { flatten } from '../drift/flatten.ts';
import { joinStep } from '../drift/property-path.ts';
import type { PropertyRow } from '../drift/property-row.ts';
import { schemaSuffix } from '../drift/drift-version.ts';
import type { SchemaError, Validate } from '../judge/judge.ts';
import { errorsOf, schemaCompiler } from '../official/compile-schemas.ts';
import { isObject } from '../official/json.ts';
import type { Json, JsonObject } from '../official/json.ts';
import { readSchemas } from '../official/schema-set.ts';
import type { SchemaTexts } from '../official/schema-set.ts';
import { placeExample } from './place-example.ts';
import type { DefinedProperty, ExamplePlace } from './place-example.ts';
import { readExample } from './read-example.ts';

export interface ExamplesInput {
  /** Code blocks of one version's text; those that are not JSON are passed over. */
  readonly examples: readonly ProseExample[];
  readonly properties: readonly DefinedProperty[];
  /** Generated schemas of that version, by file name. */
  readonly schemas: SchemaTexts;
  /** Known exceptions that hold for it. */
  readonly records: readonly RecordedExample[];
}

/** What became of one example. */
export interface ExampleResult {
  readonly document: string;
  readonly line: number;
  /** The first 16 hex digits of the SHA-256 of the block's content. */
  readonly hash: string;
  /** What it shows; absent where that is unknown. */
  readonly place?: ExamplePlace;
  /** The document, where it is a whole one, and was judged as one. */
  readonly whole?: Json;
  readonly verdict: 'valid' | 'invalid' | 'unreadable' | 'unplaced' | 'excepted';
  readonly problems: readonly string[];
  readonly explanation?: string;
}

/** Judges every JSON example of a text by the schemas that were made from it. */
export async function checkExamples({ examples, properties, schemas, records }: ExamplesInput): Promise<ExampleResult[]> {
  const set = readSchemas(schemas);
  const roots = Object.keys(schemas).filter((file) => file.endsWith(schemaSuffix)).map((file) => file.slice(0, -schemaSuffix.length)).filter((root) => !root.includes('.'));
  const rows = new Map(roots.map((root) => [root, flatten({ set, file: root + schemaSuffix })]));
  const compile = await schemaCompiler(schemas);
  return examples.filter(({ lang }) => /^json\b/iu.test(lang ?? '')).map((example): ExampleResult => {
    const hash = createHash('sha256').update(example.value).digest('hex').slice(0, 16);
    const result = { document: example.document, line: example.line, hash, ...checkExample(example, properties, rows, compile) };
    const record = records.find((candidate) => candidate.document === example.document && candidate.hash === hash);
    return record === undefined || result.verdict === 'valid' ? result : { ...result, verdict: 'excepted', explanation: record.explanation };
  });
}

type Checked = Pick<ExampleResult, 'place' | 'whole' | 'verdict' | 'problems'>;

function checkExample({ value, document, line }: ProseExample, properties: readonly DefinedProperty[], rows: ReadonlyMap<string, readonly PropertyRow[]>, compile: (entry: string) => Validate): Checked {
  const read = readExample(value);
  if (read.kind === 'not-json') return { verdict: 'unreadable', problems: [read.problem] };
  if (!isObject(read.value)) return { verdict: 'unplaced', problems: ['is no object'] };
  const names = Object.keys(read.value);
  const braces = read.kind === 'document';
  const place = placeExample({ document, line, names, braces, properties, rows });
  if (place === undefined) return { verdict: 'unplaced', problems: [`no schema knows ${names.join(', ')}`] };
  const own = rows.get(place.root) ?? [];
  const whole = braces && place.path === '' && own.some(({ path, presence }) => presence.value.word === 'REQUIRED' && names.includes(path));
  const problems = whole ? errorsOf(compile(place.root + schemaSuffix), read.value).map((error) => describe(error, '')) : checkMembers(read.value, place.path, own, compile);
  return { place, ...(whole && { whole: read.value }), verdict: problems.length === 0 ? 'valid' : 'invalid', problems };
}

/** A fragment is judged member by member: what is around it is not there to be missed. */
function checkMembers(members: JsonObject, path: string, rows: readonly PropertyRow[], compile: (entry: string) => Validate, above = ''): string[] {
  const rowOf = (name: string): PropertyRow | undefined => ['.' + name, '{}'].map((step) => rows.find((row) => row.path === joinStep(path, step))).find((row) => row !== undefined);
  const [[name, value] = [], ...others] = Object.entries(members);
  // An object with one member only leads to what is shown.
  if (others.length === 0 && name !== undefined && isObject(value)) {
    const inside = joinStep(path, `.${name}`);
    if (rows.some((row) => row.path === inside) && Object.keys(value).some((below) => rows.some((row) => row.path === joinStep(inside, `.${below}`)))) {
      return checkMembers(value, inside, rows, compile, `${above}/${name}`);
    }
  }
  return Object.entries(members).flatMap(([member, shown]) => {
    const row = rowOf(member);
    if (row === undefined) return [`${above}/${member} is not known`];
    return errorsOf(compile(`${row.at.file}#${row.at.pointer}`), shown).map((error) => describe(error, `${above}/${member}`));
  });
}

const describe = ({ instancePath, message = '' }: SchemaError, above: string): string => `${above}${instancePath} ${message}`.trim();
