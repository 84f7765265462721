import type { RegisteredProperty } from '@specproof/model';
import type { Step } from '../paths.ts';
import type { JsonSchema } from './json-schema.ts';
import { integerLimits } from './widths.ts';

/** The JSON type of a property; `undefined` where neither its definition nor what stands below it tells. */
export function jsonType(property: RegisteredProperty | undefined, below: ReadonlySet<Step>, told: string | undefined): string | undefined {
  if (below.has('[]')) return 'array';
  // "string or int": the one that was understood is not the only one
  if (isOneOfSome(property)) return undefined;
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

/** Whether the text names more types than one. */
export const isOneOfSome = (property: RegisteredProperty | undefined): boolean => /\bor\b|\||(?<!map), (?=\w)/u.test(property?.written?.replace(orNull, '') ?? '');

/** "string or null". */
export const orNull = /,? or (?:an? )?`?null`?$/u;

/** The schema of a list's elements, as far as the list's own type tells it. */
export function elementsOf(property: RegisteredProperty | undefined): JsonSchema {
  if (isOneOfSome(property)) return {};
  if (property?.type === 'array of string') return { type: 'string' };
  if (property?.type === 'array of int') return /\b(?:floats?|doubles?|numbers?)\b/iu.test(property.written ?? '') ? { type: 'number' } : { type: 'integer', ...integerLimits(property.written) };
  if (property?.type === 'array of object' && (property.written === undefined || objectWord.test(property.written))) return { type: 'object' };
  if (/\bbool(?:ean)?s?\b/iu.test(property?.written ?? '')) return { type: 'boolean' };
  return {};
}
