import { SpecproofError } from '@specproof/model';
import { checkMarkup } from './check-markup.ts';

/** Largest document that is read, in bytes. */
export const maxDocumentBytes = 16 * 1024 * 1024;
/** Deepest nesting of lists and quotes that is read. */
const maxDepth = 100;

/** Decodes a document and refuses what no parser should be asked to read; CR and CRLF stay as they are. */
export function decodeDocument(path: string, content: Uint8Array | string): string {
  const size = content.length;
  if (size > maxDocumentBytes) {
    throw new SpecproofError('DOCUMENT_TOO_LARGE', `${path}: ${(size / 1048576).toFixed(1)} MiB; documents up to ${maxDocumentBytes / 1048576} MiB are read. Split it, or leave it out.`);
  }
  const text = typeof content === 'string' ? content.replace(/^\uFEFF/u, '') : decode(path, content);
  checkDepth(path, text);
  checkMarkup(path, text);
  return text;
}

function decode(path: string, content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch (cause) {
    throw new SpecproofError('DOCUMENT_UNREADABLE', `${path}:${invalidLine(content)}: not UTF-8. Save the file as UTF-8.`, { cause });
  }
}

/** The line of the first byte that is not UTF-8: the longest valid prefix, by bisection. */
function invalidLine(content: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  let start = 0;
  for (let i = 0; i <= content.length; i++) {
    if (i < content.length && content[i] !== 10) continue;
    try {
      decoder.decode(content.subarray(start, i));
    } catch {
      return line;
    }
    line++;
    start = i + 1;
  }
  return line;
}

/** Nested containers cost the parser a step a level in every line: real text has a dozen at most. */
function checkDepth(path: string, text: string): void {
  let line = 1;
  for (let start = 0; start <= text.length; line++) {
    const end = lineEnd(text, start);
    const depth = markers(text, start, end);
    if (depth > maxDepth) throw new SpecproofError('DOCUMENT_TOO_DEEP', `${path}:${line}: more than ${maxDepth} levels of lists or block quotes. Flatten them.`);
    start = end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1);
  }
}

function lineEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

/** Containers a line can open or continue: quote marks, list markers, and the indentation between them. */
function markers(text: string, start: number, end: number): number {
  let count = 0;
  let spaces = 0;
  for (let i = start; i < end; i++) {
    const character = text[i];
    if (character === ' ') spaces++;
    else if (character === '\t') spaces += 4;
    else if (character === '>' || ((character === '-' || character === '*' || character === '+') && /[ \t]/u.test(text[i + 1] ?? ' '))) count++;
    else {
      const ordered = /^\d{1,9}[.)](?=[ \t]|$)/u.exec(text.slice(i, Math.min(end, i + 12)));
      if (!ordered) break;
      count++;
      i += ordered[0].length - 1;
    }
  }
  // a list item's content is indented by two columns at least
  return Math.max(count, count + Math.floor((spaces - count) / 2) > 400 ? 400 : count);
}
