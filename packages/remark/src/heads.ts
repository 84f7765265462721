import type { Presence, PropertyType } from '@specproof/model';
import type { FlatText, Span } from './flat-text.ts';
import { sourceOffset, within } from './flat-text.ts';

/** The opening of a property definition: its names, and what it says of type and presence in itself. */
export interface Head extends Span {
  names: string[];
  /** The text's word for the type; `undefined` where the head gives none. */
  typeWritten: string | undefined;
  /** The words on presence as the source has them; `undefined` where the head says nothing. */
  presenceWritten: string | undefined;
}

const presenceWord = /(?<![A-Za-z_])((?:NOT )?RECOMMENDED|REQUIRED|OPTIONAL|required|optional|recommended)(?![A-Za-z_])/u;
const typeWord =
  /^(?:an? )?(?:json |free-?form )?(?:string|u?int(?:eger)?(?:8|16|32|64)?s?|integers?|numbers?|floats?|doubles?|bool(?:ean)?s?|objects?|arrays?|lists?|maps?|dictionary|dictionaries|structs?|timestamp|date(?:-?time)?|enum|bytes?|any|null|uri|url|file|directory)\b/iu;

/** Every definition head in a block: names in bold or code at the start of a line, then a type or a presence. */
export function findHeads(flat: FlatText, source: string, itemStart: boolean): Head[] {
  const heads: Head[] = [];
  for (const start of lineStarts(flat.text)) {
    const named = strongNames(flat, start) ?? (start === 0 && itemStart ? codeName(flat) : undefined);
    if (!named) continue;
    const head = parenthesised(flat, source, named, start) ?? (start === 0 ? typed(flat, source, named) : undefined);
    if (head) heads.push(head);
  }
  return heads;
}

function lineStarts(text: string): number[] {
  const starts = [/^\s*/u.exec(text)?.[0].length ?? 0];
  for (const match of text.matchAll(/\n\s*/gu)) starts.push(match.index + match[0].length);
  return starts;
}

interface Named extends Span {
  names: string[];
  bold: boolean;
}

/** `**a**`, `**`a`**, **`b`**`, `**`a, b`**` at `start`. */
function strongNames(flat: FlatText, start: number): Named | undefined {
  const names: string[] = [];
  let end = start;
  for (const span of flat.strong) {
    if (span.start < end) continue;
    const gap = flat.text.slice(end, span.start);
    if (span.start !== start && !/^,?\s*(?:(?:and|or)\s+)?$/u.test(gap)) break;
    if (span.start !== start && names.length === 0) break;
    names.push(...flat.text.slice(span.start, span.end).split(/,\s*/u).map((name) => name.trim()));
    end = span.end;
  }
  return names.length > 0 && names.every(isName) ? { names, start, end, bold: true } : undefined;
}

function codeName(flat: FlatText): Named | undefined {
  const [first] = flat.code;
  if (!first || flat.text.slice(0, first.start).trim() !== '') return undefined;
  const name = flat.text.slice(first.start, first.end).replace(/^"|"$/gu, '');
  return isName(name) ? { names: [name], start: first.start, end: first.end, bold: false } : undefined;
}

const isName = (name: string): boolean => /^[A-Za-z_$@][\w.$@/-]*$/u.test(name);

/** `(string, REQUIRED)`, `*(uint32, OPTIONAL)*`, `(object OPTIONAL)` right after the names. */
function parenthesised(flat: FlatText, source: string, named: Named, start: number): Head | undefined {
  const match = /^:?[\s:]*\(([^()]*(?:\([^()]*\)[^()]*)*)\)/u.exec(flat.text.slice(named.end));
  if (!match) return undefined;
  const [whole, content = ''] = match;
  const open = named.end + whole.length - content.length - 1;
  const presence = presenceWord.exec(content);
  const typeText = (presence ? content.slice(0, presence.index) : content.split(',')[0] ?? '').replace(/[,\s]+$/u, '').replace(/\s+/gu, ' ').trim();
  const linked = flat.links.some((link) => link.start === open && flat.text.slice(link.start, link.end) === typeText);
  if (typeText !== '' && !typeWord.test(typeText) && !linked) return undefined;
  if (typeText === '' && !presence) return undefined;
  if (!named.bold && typeText === '') return undefined;
  const end = named.end + whole.length;
  return {
    names: named.names,
    start,
    end,
    typeWritten: typeText === '' ? undefined : typeText,
    presenceWritten: presence ? written(flat, source, open + presence.index, open + content.length) : undefined,
  };
}

/** `**x** *string*`, `**x** _array of strings_, OPTIONAL`. */
function typed(flat: FlatText, source: string, named: Named): Head | undefined {
  if (!named.bold) return undefined;
  const span = flat.emphasis.find((candidate) => candidate.start >= named.end && flat.text.slice(named.end, candidate.start).trim() === '');
  if (!span) return undefined;
  const typeText = flat.text.slice(span.start, span.end).replace(/\s+/gu, ' ');
  if (!typeWord.test(typeText) && !/(?:^|[\s-])map$/u.test(typeText) && !within(flat.links, span.start)) return undefined;
  const rest = /^\s*,\s*([^\n.]*)/u.exec(flat.text.slice(span.end));
  const presence = rest?.[1] === undefined ? null : presenceWord.exec(rest[1]);
  const from = span.end + (rest?.[0].length ?? 0) - (rest?.[1]?.length ?? 0);
  return {
    names: named.names,
    start: named.start,
    end: presence ? from + presence.index + presence[0].length : span.end,
    typeWritten: typeText,
    presenceWritten: presence ? written(flat, source, from + presence.index, from + presence.index + presence[0].length) : undefined,
  };
}

/** The source's own words between two places of the flat text, without what is not about presence. */
function written(flat: FlatText, source: string, start: number, end: number): string {
  const slice = source.slice(sourceOffset(flat, start), sourceOffset(flat, end - 1) + 1);
  const closed = (slice.match(/`/gu)?.length ?? 0) % 2 === 1 ? `${slice}\`` : slice;
  return closed.replace(/\s+/gu, ' ').replace(/,\s*[*_]*(?:DEPRECATED|deprecated)[*_]*$/u, '').replace(/[*_]+$/u, '').trim();
}

/** The normalised type of the text's own word for it. */
export function normaliseType(writtenType: string | undefined): PropertyType {
  if (writtenType === undefined) return 'unspecified';
  const text = writtenType.toLowerCase().replace(/^an? /u, '').trim();
  const element = /^(?:arrays?|lists?) of (?:type )?(.*)$/u.exec(text)?.[1] ?? /^(\w+) arrays?$/u.exec(text)?.[1];
  if (element !== undefined) {
    if (/^(?:strings?|uris?|urls?)\b/u.test(element)) return 'array of string';
    return /^(?:u?int|number|integer)/u.test(element) ? 'array of int' : 'array of object';
  }
  if (/\bmap\b|dictionary/u.test(text)) return 'map';
  if (/^(?:u?int|integer|number)/u.test(text)) return 'int';
  if (text.startsWith('bool')) return 'bool';
  if (/^(?:string|timestamp|date|enum|uri|url|byte)/u.test(text)) return 'string';
  if (text === 'file' || text === 'directory') return text;
  if (/^(?:arrays?|lists?|any|null|float|double)\b/u.test(text)) return 'unspecified';
  return 'object';
}

/** The normalised presence of a definition's own words. */
export function normalisePresence(writtenPresence: string | undefined): Presence {
  if (writtenPresence === undefined) return 'unspecified';
  const words = [...writtenPresence.toUpperCase().matchAll(/(?:NOT )?(?:REQUIRED|OPTIONAL|RECOMMENDED)/gu)].map(([word]) => word);
  const [first = ''] = words;
  if (/\b(?:when|if|unless|on|except|only|for|otherwise)\b/iu.test(writtenPresence)) return 'CONDITIONAL';
  if (first === 'REQUIRED') return 'REQUIRED';
  if (first === 'OPTIONAL') return 'OPTIONAL';
  return first === 'RECOMMENDED' ? 'RECOMMENDED' : 'unspecified';
}
