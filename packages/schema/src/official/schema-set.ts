import { invalidFile } from '@specproof/model';
import type { Json } from './json.ts';
import { isObject, unescapePointer } from './json.ts';
import { pointerLines } from './pointer-lines.ts';

/** JSON texts of the schema files that refer to one another, keyed by path. */
export type SchemaTexts = Readonly<Record<string, string>>;

/** A schema inside a set: a file and a JSON pointer into it. */
export interface SchemaLocation {
  readonly file: string;
  readonly pointer: string;
}

/** Schema files that refer to one another, read. */
export interface SchemaSet {
  readonly files: ReadonlyMap<string, Json>;
  /** Draft 4 ignores what stands beside a `$ref`. */
  readonly draft4: boolean;
  /** What stands at a location; `undefined` where nothing does. */
  at(location: SchemaLocation): Json | undefined;
  /** The line of a location's value, from 1. */
  lineOf(location: SchemaLocation): number | undefined;
  /** Where a `$ref` written in `file` leads; throws `INVALID_FILE` where it leads nowhere. */
  resolve(file: string, ref: string): SchemaLocation;
}

/** Reads schema texts; throws `INVALID_FILE` naming what is not JSON. */
export function readSchemas(texts: SchemaTexts): SchemaSet {
  const files = new Map(Object.entries(texts).map(([file, text]) => [file, parse(file, text)]));
  const lines = new Map<string, ReadonlyMap<string, number>>();
  const ids = new Map([...files].flatMap(([file, schema]) => idsOf(schema).map((id) => [id, file] as const)));

  const at = ({ file, pointer }: SchemaLocation): Json | undefined => {
    let value: Json | undefined = files.get(file);
    for (const token of pointer.split('/').slice(1)) {
      const name = unescapePointer(token);
      value = isObject(value) ? (Object.hasOwn(value, name) ? value[name] : undefined) : Array.isArray(value) ? value[Number(name)] : undefined;
    }
    return value;
  };

  return {
    files,
    draft4: ![...files.values()].some((schema) => isObject(schema) && typeof schema.$schema === 'string' && !schema.$schema.includes('draft-04')),
    at,
    lineOf({ file, pointer }) {
      const text = texts[file];
      if (text === undefined) return undefined;
      if (!lines.has(file)) lines.set(file, pointerLines(text));
      return lines.get(file)?.get(pointer);
    },
    resolve(file, ref) {
      const [document = '', fragment = ''] = ref.split('#');
      const target = document === '' ? file : (ids.get(document) ?? beside(file, document));
      const pointer = fragment === '' ? '' : `/${decodeURIComponent(fragment).replace(/^\//u, '')}`;
      if (at({ file: target, pointer }) === undefined) throw invalidFile(file, [`$ref ${JSON.stringify(ref)} leads nowhere`]);
      return { file: target, pointer };
    },
  };
}

function parse(file: string, text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (cause) {
    throw invalidFile(file, [`not JSON: ${(cause as Error).message}`]);
  }
}

const idsOf = (schema: Json): string[] => (isObject(schema) ? [schema.$id, schema.id].filter((id) => typeof id === 'string') : []);

/** A relative reference, taken from the file it is written in. */
const beside = (file: string, reference: string): string => decodeURIComponent(new URL(reference, new URL(file, 'file:///')).pathname.slice(1));
