import type { LineRange } from '@specproof/model';
import type { Block } from './blocks.ts';
import type { Span } from './flat-text.ts';
import { lastBefore, sourceOffset, within } from './flat-text.ts';
import type { Lines } from './lines.ts';
import { oneLine } from './one-line.ts';

/** Lines of a span of a block's text. */
export function spanLines(block: Block, span: Span, lines: Lines): LineRange {
  return {
    start: lines.lineAt(sourceOffset(block.flat, span.start)),
    end: lines.lineAt(sourceOffset(block.flat, Math.max(span.start, span.end - 1))),
  };
}

/** Whether the sentence announces the list, table or code that follows its paragraph. */
export function introduces(block: Block, sentence: Span): boolean {
  if (!block.next || block.sentences.at(-1)?.end !== sentence.end) return false;
  const body = oneLine(block.flat.text.slice(sentence.start, sentence.end));
  return /:[\s*_]*$/u.test(body) || (/\bfollow(?:s|ing)\b|\bbelow\b/iu.test(body) && block.next.type !== 'code');
}

const openingPhrase = String.raw`^(?:[^,;]{0,120},\s+)?`;
const bareSubject = new RegExp(String.raw`${openingPhrase}(?:this|these|those|that)\s+(?:MUST|SHOULD|MAY|SHALL|is|are|can|will)\b`, 'iu');
const namedSubject = new RegExp(String.raw`${openingPhrase}(?:this|these|those|such)\s+([\w-]+)`, 'iu');
const pronounSubject = /^(?:(?:For|In|On|To)\b[^,]*,\s+(?:it|they)|(?:Instead,? )?they)\s+(?:MUST|SHOULD|MAY|SHALL)\b/u;
const objectReference = /\b(?:this|these|those) ([a-z]{4,})\b/gu;
const anaphor =
  /\bin (?:this|that|such|these|those)(?: \w+)? (?:scenario|case|cases|situation|situations|event|events)\b|\baforementioned\b|\bused here\b|^(?:if|when|once) (?:this|that) (?:is|has)\b/iu;
const elided = /^(?:if|when|where) (?:not |un)?(?:specified|set|present|omitted|defined|used|supplied|provided|given|absent|empty)\b[^,]*,\s*/iu;
// Names the text itself, or what its heading names: no antecedent stands in the line above.
const selfReference = /^(?:operation|document|section|specification|spec|chapter|version|api|endpoint|table|layout|format|standard)s?$/iu;
const fieldReference = /^(?:value|array|list|map|object|property|field|parameter|key|attribute|member|string|file|number|entry|option|path|REQUIRED|OPTIONAL|RECOMMENDED)s?$/u;

/**
 * The line from which a sentence can be understood, where that is not its own: the one above, when that holds what
 * "this value", "in that case" or "if specified" points to. `head` is the definition the block opens with.
 */
export function antecedent(block: Block, sentence: Span, head: Span | undefined, lines: Lines): (Span & { line: number }) | undefined {
  const index = lastBefore(block.sentences, sentence.start);
  const previous = block.sentences[index - 1];
  if (!previous) return undefined;
  const above = spanLines(block, previous, lines);
  const here = spanLines(block, sentence, lines);
  if (here.start - above.end > 1) return undefined;
  const { text, code } = block.flat;
  const body = oneLine(text.slice(sentence.start, sentence.end));
  const before = { ...previous, line: above.start };

  const headLine = head && lines.lineAt(sourceOffset(block.flat, head.start));
  const heads = head !== undefined && headLine !== undefined && (headLine >= here.start - 1 || previous.start <= head.start);
  const first = index === 1 && !/^This\b/u.test(text.slice(previous.start, previous.end));
  // what a field's rule calls "this field" is the field that the line above defines, not what it says
  const definition = heads ? { ...head, line: headLine } : first ? before : undefined;

  if (anaphor.test(body) || bareSubject.test(body) || pronounSubject.test(body)) return before;
  const noun = namedSubject.exec(body)?.[1];
  if (noun !== undefined && !/^(?:MUST|SHOULD|MAY|SHALL)$/u.test(noun)) {
    if (selfReference.test(noun)) return undefined;
    return fieldReference.test(noun) ? definition : before;
  }
  const omitted = elided.exec(body);
  if (omitted && !within(code, sentence.start + omitted[0].length)) return definition;
  for (const [, object = ''] of body.matchAll(objectReference)) {
    if (fieldReference.test(object) && heads) return definition;
  }
  const them = body.search(/\bthem\b/u);
  if (them >= 0 && !/\b[a-z]{3,}s\b/u.test(body.slice(0, them))) return before;
  return undefined;
}
