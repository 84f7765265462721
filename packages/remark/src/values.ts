import type { Block, Container } from './blocks.ts';
import type { Span } from './flat-text.ts';
import { lineOf } from './one-line.ts';

/** Most values that one definition is given. */
const maxValues = 200;

const announces =
  /\b(?:(?:valid|allowed|supported|possible|available|following|defined|known|permitted)\s+(?:[\w-]+\s+){0,3}(?:values?|constants?|types?|actions?|operators?|flags?|options?|modes?|polic(?:y|ies)|states?|formats?|names?)|one\s+of|values?\s+(?:are|is|may|MAY|MUST|SHOULD|can)\b|(?:constants?|operators?|actions?|architectures?|flags?)(?:\s*:|\s+(?:are|is)\b))/iu;
const refused = /\b(?:(?:not|never|without|invalid|unsupported|deprecated)\s+(?:[\w-]+\s+){0,2}|at\s+least\s+|(?:include|contain|ha(?:s|ve)|specif(?:y|ie))s?\s+)$/iu;
const inline = /\b(?:either(?:\s+be)?|one\s+of|valid\s+values\s+(?:are|is)|possible\s+values\s+(?:are|is)|allowed\s+values\s+(?:are|is)|(?:MUST|SHOULD|MAY)\s+be)\s*:?\s*$/iu;
const joint = /^["']?\s*(?:\([^()]*\)\s*)?(?:,\s*(?:or|and)?|\bor\b|\band\b)\s*["']?$/u;

/**
 * The values a definition's own text allows: the code that opens the bullets of a list it announces, or
 * "either `a`, `b` or `c`". `isDefinition` tells bullets that define properties, which are no values.
 */
export function allowedValues(blocks: readonly { block: Block; from: number }[], isDefinition: (item: Container) => boolean): string[] | undefined {
  for (const { block, from } of blocks) {
    const values = listed(block, from, isDefinition) ?? joined(block, from);
    if (values) return values;
  }
  return undefined;
}

/** Values of the list that a block's last sentence announces. */
function listed(block: Block, from: number, isDefinition: (item: Container) => boolean): string[] | undefined {
  const list = block.introduced;
  if (list?.kind !== 'list' || list.children.length < 2) return undefined;
  // "A valid list is shown below. One of them does this.": the list may be announced earlier
  const announced = block.sentences.some((sentence, index) => {
    const text = lineOf(block.flat).slice(Math.max(from, sentence.start), sentence.end);
    return announces.test(text) && (index === block.sentences.length - 1 || /\b(?:shown|listed|given)?\s*below\b/u.test(text));
  });
  if (!announced) return undefined;
  const values = list.children.slice(0, maxValues).map((item) => (isDefinition(item) ? undefined : openingCode(item)));
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length ? known : undefined;
}

/** The code a list item opens with, where nothing but a description follows. */
function openingCode(item: Container): string | undefined {
  const [block] = item.blocks;
  const [code] = block?.flat.code ?? [];
  if (!block || !code || block.flat.text.slice(0, code.start).replace(/["'\s]/gu, '') !== '') return undefined;
  if (!/^["']?\s*(?:$|[-–—:,(.;]|[a-z])/u.test(block.flat.text.slice(code.end, code.end + 40))) return undefined;
  return bare(block.flat.text.slice(code.start, code.end));
}

/** "either `a`, `b` or `c`": two values at least. */
function joined(block: Block, from: number): string[] | undefined {
  const { code } = block.flat;
  const text = lineOf(block.flat);
  for (let i = code.findIndex((span) => span.start >= from); i >= 0 && i < code.length; i++) {
    const first = code[i] as Span;
    const before = text.slice(Math.max(from, first.start - 80), first.start).replace(/["']$/u, '');
    if (!inline.test(before) || refused.test(before.replace(inline, ''))) continue;
    const run = [first];
    for (let next = code[i + run.length]; next && joint.test(text.slice(run.at(-1)?.end, next.start)); next = code[i + run.length]) run.push(next);
    const alternatives = /\bor\b/u.test(text.slice(first.start, run.at(-1)?.end)) || /\b(?:either|one\s+of|values)\b/iu.test(before);
    if (run.length > 1 && alternatives) return [...new Set(run.slice(0, maxValues).map((span) => bare(text.slice(span.start, span.end))))];
  }
  return undefined;
}

const bare = (code: string): string => code.replace(/^"(.*)"$/u, '$1');
