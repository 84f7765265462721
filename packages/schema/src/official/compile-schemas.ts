import { invalidFile } from '@specproof/model';
import type { SchemaError, Validate } from '../judge/judge.ts';
import type { Json, JsonObject } from './json.ts';
import { isObject } from './json.ts';
import { repairDraft4 } from './repair-draft-4.ts';
import { readSchemas } from './schema-set.ts';
import type { SchemaTexts } from './schema-set.ts';

const base = 'https://schemas.invalid/';

/**
 * Compiles the schema `entry` (a file, with `#/pointer` a part of it) of a set, draft-04 or 2020-12, as it is published
 * or generated. Throws `INVALID_FILE` where it does not compile.
 */
export async function compileSchemas(texts: SchemaTexts, entry: string): Promise<Validate> {
  return (await schemaCompiler(texts))(entry);
}

/** The same for several entries of one set, which is read once. */
export async function schemaCompiler(texts: SchemaTexts): Promise<(entry: string) => Validate> {
  const { files, draft4 } = readSchemas(texts);
  const ajv = await newAjv(draft4);
  for (const [file, schema] of files) {
    // Paths as ids, so that relative references lead where they lead on disk.
    const named = { ...(bodyOf(schema, draft4) as JsonObject), [draft4 ? 'id' : '$id']: base + file };
    attempt(file, () => ajv.addSchema(named));
  }
  return (entry) => {
    const [file = '', pointer] = entry.split('#');
    if (!files.has(file)) throw invalidFile(file, ['there is no such schema file']);
    return attempt(file, () => ajv.compile({ $ref: `${base}${file}${pointer === undefined ? '' : `#${encodeURI(pointer)}`}` }) as Validate);
  };
}

function attempt<T>(file: string, compile: () => T): T {
  try {
    return compile();
  } catch (cause) {
    throw invalidFile(file, [`does not compile: ${(cause as Error).message}`]);
  }
}

/** What a document breaks; nothing is an empty list. */
export const errorsOf = (validate: Validate, document: unknown): readonly SchemaError[] => (validate(document) === true ? [] : [...(validate.errors ?? [])]);

function bodyOf(schema: Json, draft4: boolean): Json {
  const body = draft4 ? repairDraft4(schema) : schema;
  return isObject(body) ? body : {};
}

/** ajv is loaded where it is needed only: that takes longer than most commands. */
async function newAjv(draft4: boolean) {
  const { default: formats } = await import('ajv-formats');
  const options = { allErrors: true, verbose: true, strict: false, allowUnionTypes: true, logger: false } as const;
  if (draft4) {
    const { default: Ajv } = await import('ajv-draft-04');
    return formats.default(new Ajv.default(options));
  }
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  return formats.default(new Ajv2020(options));
}
