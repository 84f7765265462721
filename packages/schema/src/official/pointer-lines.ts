import { escapePointer } from './json.ts';

/** The line, from 1, on which each value of a JSON text begins, keyed by JSON pointer; `text` has been parsed before. */
export function pointerLines(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  let offset = 0;
  let line = 1;

  const skipSpace = (): void => {
    for (; offset < text.length; offset++) {
      const char = text[offset];
      if (char === '\n') line++;
      else if (char !== ' ' && char !== '\t' && char !== '\r') return;
    }
  };
  const readString = (): string => {
    const start = offset;
    offset++;
    while (offset < text.length && text[offset] !== '"') offset += text[offset] === '\\' ? 2 : 1;
    offset++;
    return JSON.parse(text.slice(start, offset)) as string;
  };

  // Open objects and arrays; a stack of its own, so that depth is no matter.
  const open: { pointer: string; index: number | undefined }[] = [];
  const enter = (pointer: string): void => {
    lines.set(pointer, line);
    const char = text[offset];
    if (char === '{' || char === '[') {
      open.push({ pointer, index: char === '[' ? 0 : undefined });
      offset++;
    } else if (char === '"') readString();
    else while (offset < text.length && !/[\s,\]}]/u.test(text[offset] ?? '')) offset++;
  };

  skipSpace();
  enter('');
  for (let inside = open.at(-1); inside !== undefined; inside = open.at(-1)) {
    skipSpace();
    const char = text[offset];
    if (char === undefined) break;
    if (char === '}' || char === ']') {
      open.pop();
      offset++;
    } else if (char === ',') offset++;
    else if (inside.index !== undefined) enter(`${inside.pointer}/${inside.index++}`);
    else {
      const key = `${inside.pointer}/${escapePointer(readString())}`;
      const keyLine = line;
      skipSpace();
      offset++;
      skipSpace();
      enter(key);
      // A property is where its name stands.
      lines.set(key, keyLine);
    }
  }
  return lines;
}
