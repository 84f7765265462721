import type { LineRange } from '@specproof/model';
import type { Block } from './blocks.ts';
import type { Span } from './flat-text.ts';
import { sourceOffset } from './flat-text.ts';
import type { Lines } from './lines.ts';

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
  const body = block.flat.text.slice(sentence.start, sentence.end);
  return /:[\s*_]*$/u.test(body) || (/\bfollow(?:s|ing)\b|\bbelow\b/iu.test(body) && block.next.type !== 'code');
}

const demonstrative = /^(?:[^,]{0,80},\s+)?(?:This|These|Those|Such|That)\b\s*(\S*)/u;
// What only repeats the heading or names the text itself has no antecedent in the line above.
const selfReference = /^(?:operation|operations|document|section|specification|spec|chapter|version|api|endpoint|table|property|field|parameter|key|attribute|member)$/iu;
const fieldReference = /^(?:value|values|array|list|map|object|property|field|parameter|key|attribute|member|string|file|number|entry|option|path|REQUIRED|OPTIONAL)$/u;
const objectReference = /\b(?:this|these|that|those) (?:value|array|list|map|object|property|field|string|file|entry)s?\b/u;
const anaphor = /\bin (?:this|that|such|these|those)(?: \w+)? (?:scenario|case|cases|situation|situations|event|events)\b|\baforementioned\b|^(?:here|otherwise)\b|\bused here\b/iu;
const elided = /^(?:if|when|where) (?:(?:not |un)?(?:specified|set|present|omitted|defined|used|supplied|provided|given|absent|empty)\b)/iu;

/**
 * The sentence before, where the sentence cannot be understood without it ("This value …") and it ends in the line
 * above or in the same line.
 */
export function antecedent(block: Block, sentence: Span, head: Span | undefined, lines: Lines): Span | undefined {
  const index = block.sentences.findIndex((candidate) => candidate.start === sentence.start);
  const previous = block.sentences[index - 1];
  if (!previous) return undefined;
  const above = spanLines(block, previous, lines);
  const here = spanLines(block, sentence, lines);
  if (here.start - above.end > 1) return undefined;
  const { text } = block.flat;
  const body = text.slice(sentence.start, sentence.end);
  // only the definition's own line is what "this field" points to
  const afterHead = head !== undefined && lines.lineAt(sourceOffset(block.flat, head.start)) >= here.start - 1 && previous.start <= head.start;
  const first = index === 1 && !/^This\b/u.test(text.slice(previous.start, previous.end));
  const subject = demonstrative.exec(body);
  const noun = subject?.[1]?.replace(/[^\w]/gu, '') ?? '';
  if (anaphor.test(body)) return previous;
  if (subject) {
    if (/^(?:MUST|SHOULD|MAY|SHALL|is|are|can|will)$/u.test(noun)) return previous;
    if (fieldReference.test(noun)) return afterHead || (first && !selfReference.test(noun)) ? previous : undefined;
    if (!selfReference.test(noun)) return previous;
    return undefined;
  }
  if ((objectReference.test(body) || elided.test(body)) && afterHead) return previous;
  if (elided.test(body) && first) return previous;
  return undefined;
}
