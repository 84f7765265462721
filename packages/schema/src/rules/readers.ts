import type { Case } from '@specproof/model';
import { casesOf } from './cases.ts';
import type { Reading } from './context.ts';
import type { Reader } from './demand.ts';
import { codes } from './demand.ts';
import { closed, nullable, platform, presence, schemaFile } from './presence-readers.ts';
import { document, included, like, map } from './structure-readers.ts';
import { absolutePath, format, grammar, shape } from './text-readers.ts';
import { constant, knownValues, length, notEmpty, oneOf, range, values } from './value-readers.ts';

/** Readers of what is said of a document as a whole, wherever it stands. */
export const documentReaders: readonly Reader[] = [schemaFile];

export const readers: readonly Reader[] = [format, grammar, absolutePath, constant, values, knownValues, range, length, notEmpty, oneOf, shape, presence, map, included, document, like, nullable, platform, closed];

/** "Any OPTIONAL field MAY also be set to null", "All properties … except `a` MAY … have the `null` value": said of a whole document. */
export function nullRule(text: string): { presence?: 'OPTIONAL'; except: string[] } | undefined {
  const match = /^(?:Note: )?(?:Any|All|Every)\s+(OPTIONAL )?(?:field|properties|property|fields)\b(.*?)\b(?:MAY|can|may)\b.*\b(?:be|to|or|have(?: the)?) `?null\b/u.exec(text);
  if (!match) return undefined;
  const except = /\bexcept\b(.*)$/u.exec(match[2] ?? '')?.[1] ?? '';
  return { ...(match[1] !== undefined && { presence: 'OPTIONAL' as const }), except: codes(except) };
}

/** What a head's own words on presence demand: "REQUIRED unless `type` is `p`". */
export function headCases(reading: Reading): Case[] | undefined {
  const { presenceWritten } = reading.property;
  const match = /^REQUIRED,?\s+((?:unless|when|if|on)\b[^,]*)/u.exec(presenceWritten);
  if (match?.[1] === undefined) return undefined;
  const cases = casesOf({ ...reading, sentence: { ...reading.sentence, text: presenceWritten, under: [], links: [], keywords: [] } }, { line: 0, column: 0, keyword: 'REQUIRED', level: 'MUST', subject: '', conditional: true, start: 0 });
  return cases && cases.length > 0 ? cases : undefined;
}
