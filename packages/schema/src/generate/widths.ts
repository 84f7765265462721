import type { JsonSchema } from './json-schema.ts';

/** Limits of the integers that the text names by width; none for a bare `int`. */
export function integerLimits(written: string | undefined): Pick<JsonSchema, 'minimum' | 'maximum'> {
  const [, unsigned, bits] = /\b(u?)int(8|16|32|64)?s?\b/iu.exec(written ?? '') ?? [];
  if (unsigned === undefined) return {};
  if (bits === undefined) return unsigned === 'u' ? { minimum: 0 } : {};
  const width = Number(bits);
  return unsigned === 'u' ? { minimum: 0, maximum: 2 ** width - (width > 53 ? 0 : 1) } : { minimum: -(2 ** (width - 1)), maximum: 2 ** (width - 1) - (width > 53 ? 0 : 1) };
}
