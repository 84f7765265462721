import { stripVTControlCharacters } from 'node:util';

const width = 110;

/** Lines of about the width of a terminal; what cannot be broken stays whole. */
export function wrap(text: string, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  let length = 0;
  for (const word of text.split(/\s+/u).filter(Boolean)) {
    const added = stripVTControlCharacters(word).length;
    if (line !== '' && length + 1 + added > width - indent.length) {
      lines.push(indent + line);
      line = '';
      length = 0;
    }
    length += added + (line === '' ? 0 : 1);
    line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, indent + line];
}
