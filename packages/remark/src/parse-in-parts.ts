import type { Nodes, Root, RootContent } from 'mdast';

/** Above this many characters a document is parsed part by part: the parser's time grows faster than the text. */
const wholeUpTo = 256 * 1024;
const smallestPart = 64 * 1024;

/**
 * Parses a long document between headings, so that time stays in proportion to its length; a short one in one go.
 * A part sees the link and footnote definitions of the whole document, behind its own end.
 */
export function parseInParts(source: string, parse: (source: string) => Root): Root {
  if (source.length <= wholeUpTo) return parse(source);
  const definitions = collectDefinitions(source);
  // every part is parsed with the definitions behind it: they should stay a small part of the work
  const parts = cut(source, Math.max(smallestPart, 8 * definitions.length));
  if (parts.length < 2) return parse(source);
  const children: RootContent[] = [];
  let line = 0;
  let offset = 0;
  for (const part of parts) {
    for (const child of parse(part + definitions).children) {
      if ((child.position?.start.offset ?? 0) >= part.length) break;
      shift(child, line, offset);
      children.push(child);
    }
    line += part.match(/\r\n|\r|\n/gu)?.length ?? 0;
    offset += part.length;
  }
  return { type: 'root', children };
}

/** The first definition of every label, whether of a link or of a footnote, as the document has it. */
function collectDefinitions(source: string): string {
  const byLabel = new Map<string, string>();
  for (const [line, label = ''] of source.matchAll(/^ {0,3}\[([^\]\n]{1,200})\]:[^\n]*$/gmu)) {
    const key = label.toLowerCase();
    if (!byLabel.has(key)) byLabel.set(key, line);
  }
  return `\n\n${[...byLabel.values()].join('\n')}\n`;
}

/** Cuts before headings of a line of their own that stand in no fenced code and no comment. */
function cut(source: string, partSize: number): string[] {
  const parts: string[] = [];
  let start = 0;
  let fence: string | undefined;
  let comment = false;
  let blank = true;
  for (let at = 0; at < source.length; ) {
    const end = source.indexOf('\n', at) + 1 || source.length;
    const text = source.slice(at, end);
    const mark = /^[ \t>]*(?:[-*+][ \t]+)*(`{3,}|~{3,})/u.exec(text)?.[1];
    if (fence === undefined && !comment && blank && at - start >= partSize && /^#{1,6}[ \t]/u.test(text)) {
      parts.push(source.slice(start, at));
      start = at;
    }
    if (mark !== undefined && fence === undefined) fence = mark;
    else if (mark !== undefined && fence !== undefined && mark.startsWith(fence)) fence = undefined;
    if (fence === undefined) {
      const opened = text.lastIndexOf('<!--');
      const closed = text.lastIndexOf('-->');
      if (opened > closed) comment = true;
      else if (closed >= 0) comment = false;
    }
    blank = text.trim() === '';
    at = end;
  }
  return [...parts, source.slice(start)];
}

/** Moves a part's nodes to where they stand in the whole document. */
function shift(node: Nodes, lines: number, offset: number): void {
  const pending: Nodes[] = [node];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.position) {
      const { start, end } = next.position;
      next.position = {
        start: { line: start.line + lines, column: start.column, offset: (start.offset ?? 0) + offset },
        end: { line: end.line + lines, column: end.column, offset: (end.offset ?? 0) + offset },
      };
    }
    if ('children' in next) for (const child of next.children) pending.push(child);
  }
}
