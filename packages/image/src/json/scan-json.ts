import type { Report } from '../problem.ts';

/** An object or array that is open: its pointer, and the keys it has had or the index it is at. */
interface Open {
  pointer: string;
  keys?: Set<string>;
  index: number;
  key: string;
}

// Sticky, so that a text is read once from its start to its end.
const token = /"((?:[^"\\]|\\.)*)"|(-?\d[\d.eE+-]*)|([[\]{},:])|true|false|null|\s+/gsuy;

const loneSurrogate = /\p{Surrogate}/u;

/** Reports what `JSON.parse` says nothing of: keys that are repeated, numbers that are not kept, halves of surrogate pairs. `text` is known to be JSON. */
export function scanJson(text: string, report: Report): void {
  const open: Open[] = [];
  token.lastIndex = 0;
  let isKey = false;
  for (let found = token.exec(text); found; found = token.exec(text)) {
    const [whole, string, number, mark] = found;
    const parent = open.at(-1);
    if (string !== undefined) {
      const read = string.includes('\\') ? (JSON.parse(whole) as string) : string;
      if (isKey && parent?.keys) {
        parent.key = read;
        if (parent.keys.has(read)) report('json-duplicate-key', { pointer: pointerTo(parent) });
        parent.keys.add(read);
      }
      if (loneSurrogate.test(read)) report('json-surrogate', { pointer: parent ? pointerTo(parent) : '' });
    } else if (number !== undefined) {
      const oddity = oddityOf(number);
      if (oddity !== undefined) report('json-number', { pointer: parent ? pointerTo(parent) : '', detail: `${shorten(number)} ${oddity}` });
    } else if (mark === '{' || mark === '[') {
      open.push({ pointer: parent ? pointerTo(parent) : '', index: 0, key: '', ...(mark === '{' && { keys: new Set() }) });
      isKey = mark === '{';
    } else if (mark === '}' || mark === ']') {
      open.pop();
    } else if (mark === ',') {
      if (parent && !parent.keys) parent.index++;
      isKey = parent?.keys !== undefined;
    } else if (mark === ':') isKey = false;
  }
}

const pointerTo = ({ pointer, keys, key, index }: Open): string => `${pointer}/${keys ? key.replaceAll('~', '~0').replaceAll('/', '~1') : index}`;

const shorten = (literal: string): string => (literal.length > 40 ? `${literal.slice(0, 40)}…` : literal);

/** What keeps a number from being read the same as an integer of 64 bits and as a double. */
function oddityOf(literal: string): string | undefined {
  const value = Number(literal);
  if (!Number.isFinite(value)) return 'is too large for a double';
  if (Object.is(value, -0)) return 'is a negative zero';
  const isWritten = /^-?\d+$/u.test(literal);
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) return 'is beyond 2^53';
  if (isWritten) return undefined;
  if (Number.isInteger(value)) return 'is an integer written as a fraction or with an exponent';
  return undefined;
}
