/** Orders strings by UTF-16 code units, but digit runs by their value: `a/2` before `a/10`. */
export function compareIds(a: string, b: string): number {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(j);
    if (isDigit(x) && isDigit(y)) {
      const endI = digitsEnd(a, i);
      const endJ = digitsEnd(b, j);
      const difference = Number(a.slice(i, endI)) - Number(b.slice(j, endJ)) || endI - i - (endJ - j);
      if (difference !== 0) return difference;
      i = endI;
      j = endJ;
    } else if (x !== y) {
      return x - y;
    } else {
      i++;
      j++;
    }
  }
  return a.length - i - (b.length - j);
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

function digitsEnd(text: string, start: number): number {
  let end = start;
  while (isDigit(text.charCodeAt(end))) end++;
  return end;
}

/** An id split at its slashes. */
export interface IdParts {
  prefix: string;
  document: string;
  section: string;
  n: number;
}

/** A ref split: a requirement and the revision of its meaning. */
export interface RefParts {
  id: string;
  revision: number;
}

const idPattern = /^([a-z][a-z0-9-]*)\/([^/+\s]+)\/([^/+\s]+)\/([1-9][0-9]*)$/u;

/** `<prefix>/<document>/<section>/<n>`, or `undefined` where `id` is none. */
export function parseId(id: string): IdParts | undefined {
  const match = idPattern.exec(id);
  if (!match) return undefined;
  const [, prefix = '', document = '', section = '', n = ''] = match;
  return { prefix, document, section, n: Number(n) };
}

export const formatId = ({ prefix, document, section, n }: IdParts): string => `${prefix}/${document}/${section}/${n}`;

/** The document part of an id: the path without `.md`, `/` as `.`. */
export const documentKey = (path: string): string => path.replace(/\.(md|markdown)$/iu, '').replaceAll('/', '.');

/** `id` or, from the second revision on, `id+revision`. */
export const formatRef = ({ id, revision }: RefParts): string => (revision === 1 ? id : `${id}+${revision}`);

/** A ref read back, or `undefined` where `text` is none. */
export function parseRef(text: string): RefParts | undefined {
  const [, id = '', revision = '1'] = /^(.*?)(?:\+([1-9][0-9]*))?$/u.exec(text) ?? [];
  return parseId(id) ? { id, revision: Number(revision) } : undefined;
}
