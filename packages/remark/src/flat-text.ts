import type { PhrasingContent } from 'mdast';

/** A stretch of flat text, half open. */
export interface Span {
  start: number;
  end: number;
}

/** The visible text of one block, with a way back to the source. */
export interface FlatText {
  text: string;
  /** Where runs of text that map one to one begin, in the flat text and in the source. */
  runs: { flat: number; source: number }[];
  code: Span[];
  strong: Span[];
  emphasis: Span[];
  links: LinkSpan[];
}

/** A link: with its address, or with the name of the link definition that has it. */
export interface LinkSpan extends Span {
  url?: string;
  reference?: string;
}

/** Flattens phrasing content: markup, HTML, images and footnote marks disappear, code keeps its content. */
export function flatten(nodes: readonly PhrasingContent[], source: string, start = 0): FlatText {
  const flat: FlatText = { text: '', runs: [], code: [], strong: [], emphasis: [], links: [] };
  let at = start;
  for (const node of nodes) at = append(flat, node, source, at);
  return flat;
}

/** Source offset of the character at `index` of the flat text. */
export function sourceOffset(flat: FlatText, index: number): number {
  let low = 0;
  let high = flat.runs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((flat.runs[middle]?.flat ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  const run = flat.runs[low - 1];
  return run ? run.source + index - run.flat : 0;
}

/** Index of the last of `spans` (ordered, apart from each other) that starts at `index` or before; -1 where none does. */
export function lastBefore(spans: readonly Span[], index: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle]?.start ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Whether `index` lies in one of `spans`, which are ordered and apart from each other. */
export const within = (spans: readonly Span[], index: number): boolean => index < (spans[lastBefore(spans, index)]?.end ?? 0);

/** Appends a node that stands at `at` or later; returns where in the source it ends. */
function append(flat: FlatText, node: PhrasingContent, source: string, at: number): number {
  const start = flat.text.length;
  const { position } = node;
  const span = { start: position?.start.offset ?? at, end: position?.end.offset ?? at };
  switch (node.type) {
    case 'text':
      // what a plugin made of a text node (a literal autolink) has no place of its own: it goes on where the last ended
      if (!position) return appendText(flat, node.value, { start: Math.max(at, source.indexOf(node.value[0] ?? '', at)), end: source.length }, source);
      appendText(flat, node.value, span, source);
      break;
    case 'inlineCode':
      appendCode(flat, node.value, span, source);
      flat.code.push({ start, end: flat.text.length });
      break;
    case 'break':
      flat.runs.push({ flat: start, source: span.start });
      flat.text += '\n';
      break;
    case 'html':
      if (/^<br\b/iu.test(node.value)) {
        flat.runs.push({ flat: start, source: span.start });
        flat.text += ' ';
      }
      break;
    case 'strong':
    case 'emphasis':
    case 'delete':
    case 'link':
    case 'linkReference': {
      let inner = span.start;
      for (const child of node.children) inner = append(flat, child, source, inner);
      if (node.type === 'strong') flat.strong.push({ start, end: flat.text.length });
      else if (node.type === 'emphasis') flat.emphasis.push({ start, end: flat.text.length });
      else if (node.type !== 'delete' && /[[<]/u.test(source[span.start] ?? '')) flat.links.push({ start, end: flat.text.length, ...(node.type === 'link' ? { url: node.url } : { reference: node.identifier }) });
      if (!position) return inner;
      break;
    }
    default:
  }
  return span.end;
}

/** Code is written between backticks, perhaps padded: its value starts where the source first repeats it. */
function appendCode(flat: FlatText, value: string, span: Span, source: string): void {
  let start = span.start;
  while (source[start] === '`') start++;
  if (source[start] === ' ' && value[0] !== ' ') start++;
  appendText(flat, value, { start, end: span.end }, source);
}

/** Appends `value`, noting wherever escapes, entities or line prefixes make it differ from the source. */
function appendText(flat: FlatText, value: string, span: Span, source: string): number {
  const base = flat.text.length;
  flat.text += value;
  flat.runs.push({ flat: base, source: span.start });
  if (span.end - span.start === value.length) return span.end;
  let at = span.start;
  for (let i = 0; i < value.length; i++, at++) {
    const before = at;
    if (i > 0 && isLineEnd(value, i - 1)) {
      // a new line: indentation and quote marks stand in the source only
      while (at < span.end && source[at] !== value[i] && /[ \t>\r\n]/u.test(source[at] ?? '')) at++;
    }
    const entity = source[at] === '&' ? /^&#?[a-z0-9]+;/iu.exec(source.slice(at, Math.min(at + 40, span.end)))?.[0] : undefined;
    if (entity !== undefined && !value.startsWith(entity, i)) {
      flat.runs.push({ flat: base + i, source: at });
      at += entity.length - 1;
      flat.runs.push({ flat: base + i + 1, source: at + 1 });
      continue;
    }
    if (source[at] !== value[i]) {
      if (source[at] === '\\') at++;
      else if (source[at] === '\r' && value[i] === '\n') at++;
      else if (source[at] === ' ' || source[at] === '\t') while (source[at] === ' ' || source[at] === '\t') at++;
    }
    if (at !== before) flat.runs.push({ flat: base + i, source: at });
  }
  return at;
}

const isLineEnd = (text: string, index: number): boolean => text[index] === '\n' || text[index] === '\r';
