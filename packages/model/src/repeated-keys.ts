/**
 * JSON pointers of the keys that stand more than once in their object: `JSON.parse` keeps the last and says nothing.
 * `value` is what `text` parses to.
 */
export function repeatedKeys(text: string, value: unknown): string[] {
  return keysWritten(text) === keysRead(value) ? [] : findRepeated(text);
}

const quote = 34;
const backslash = 92;
const colon = 58;

/** Jumps from string to string: the whole of a registry takes a few milliseconds. */
function keysWritten(text: string): number {
  let count = 0;
  for (let start = text.indexOf('"'); start !== -1; ) {
    const end = endOfString(text, start);
    if (text.charCodeAt(skipSpace(text, end)) === colon) count++;
    start = text.indexOf('"', end);
  }
  return count;
}

/** Where the text goes on after the string that opens at `start`. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); ; end = text.indexOf('"', end + 1)) {
    let escapes = end;
    while (text.charCodeAt(escapes - 1) === backslash) escapes--;
    if ((end - escapes) % 2 === 0) return end + 1;
  }
}

function skipSpace(text: string, at: number): number {
  let next = at;
  while (next < text.length && text.charCodeAt(next) <= 32) next++;
  return next;
}

function keysRead(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce<number>((count, child) => count + keysRead(child), own);
}

/** An object or array that is open: its pointer, and the keys it has had or the index it is at. */
interface Open {
  pointer: string;
  keys?: Set<string>;
  index: number;
}

/** The same with places; `text` is known to be JSON. */
function findRepeated(text: string): string[] {
  const found: string[] = [];
  const open: Open[] = [];
  let key = '';
  for (let at = 0; at < text.length; at++) {
    const parent = open.at(-1);
    const code = text.charCodeAt(at);
    const char = text[at];
    if (code === quote) {
      const end = endOfString(text, at);
      if (parent?.keys && text.charCodeAt(skipSpace(text, end)) === colon) {
        key = JSON.parse(text.slice(at, end)) as string;
        if (parent.keys.has(key)) found.push(pointerTo(parent, key));
        parent.keys.add(key);
      }
      at = end - 1;
    } else if (char === '{' || char === '[') {
      const pointer = parent === undefined ? '' : pointerTo(parent, parent.keys ? key : String(parent.index));
      open.push({ pointer, index: 0, ...(char === '{' && { keys: new Set() }) });
    } else if (char === '}' || char === ']') open.pop();
    else if (char === ',' && parent) parent.index++;
  }
  return found;
}

const pointerTo = ({ pointer }: Open, key: string): string => `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
