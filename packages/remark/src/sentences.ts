import type { FlatText, Span } from './flat-text.ts';
import { within } from './flat-text.ts';

const maxSentence = 2000;

// Abbreviations that end in a full stop in the middle of a sentence.
const abbreviation = /(?:^|[\s("'[])(?:e\.g|i\.e|etc|vs|cf|resp|approx|viz|a\.k\.a|no|nos|fig|sec|ch|vol|pp?|ed|al|inc|mr|ms|dr|st|[a-z])\.$/iu;

/** Splits a block's text into sentences; spans carry no surrounding white space. */
export function splitSentences(flat: FlatText): Span[] {
  const { text } = flat;
  const sentences: Span[] = [];
  let start = 0;
  const end = /[.!?]+[)\]"'”’*_]*(?=\s|$)|\n\s*(?=(?<opening>If|When|Unless|Otherwise|However|Note|Once|This|These|Those|The|It|For)\s)/gu;
  for (let match = end.exec(text); match; match = end.exec(text)) {
    if (match.groups?.opening !== undefined) {
      if (!startsSentence(flat, start, match.index)) continue;
      push(sentences, text, start, match.index);
      start = match.index;
      continue;
    }
    const stop = match.index + match[0].length;
    if (within(flat.code, match.index) || !endsSentence(flat, start, match.index, stop)) continue;
    push(sentences, text, start, stop);
    start = stop;
  }
  push(sentences, text, start, text.length);
  return sentences;
}

/** A line that opens with such a word in capitals is a sentence of its own, even where the one before lacks its full stop. */
function startsSentence(flat: FlatText, start: number, lineEnd: number): boolean {
  const line = flat.text.slice(Math.max(start, lineEnd - 200), lineEnd).trimEnd();
  return !/[,;:(–—-]$/u.test(line) && !/(?:^|\s)(?:a|an|the|of|in|on|to|for|by|and|or|with|from|as|is|are|be|see|that|which|than|via|into|per|called|named)$/iu.test(line) && openParentheses(flat.text, start, lineEnd) === 0;
}

function endsSentence(flat: FlatText, start: number, dot: number, stop: number): boolean {
  const { text } = flat;
  const rest = /^(\s*)(.?)/su.exec(text.slice(stop, stop + 80));
  const [, gap = '', next = ''] = rest ?? [];
  if (next === '') return true;
  const upTo = text.slice(Math.max(start, dot - 12), dot + 1);
  if (abbreviation.test(upTo) && !within(flat.code, dot - 1)) {
    // "etc." may well end a sentence; the others never do
    return /etc\.$/iu.test(upTo) && /[\p{Lu}]/u.test(next);
  }
  if (openParentheses(text, start, dot) > 0 && !/[)\]]/u.test(text.slice(dot, stop))) return false;
  if (gap.includes('\n')) return true;
  return /[\p{Lu}\p{N}"'“‘([_*]/u.test(next) || within(flat.code, stop + gap.length);
}

function openParentheses(text: string, start: number, end: number): number {
  let open = 0;
  for (let i = Math.max(start, end - maxSentence); i < end; i++) {
    if (text[i] === '(') open++;
    else if (text[i] === ')') open = Math.max(0, open - 1);
  }
  return open;
}

function push(sentences: Span[], text: string, start: number, end: number): void {
  while (start < end && /\s/u.test(text[start] ?? '')) start++;
  while (end > start && /\s/u.test(text[end - 1] ?? '')) end--;
  // what reads a sentence takes time that grows with its length: the longest of real texts has 1,500 characters
  while (end - start > maxSentence) {
    const space = text.lastIndexOf(' ', start + maxSentence);
    const stop = space > start ? space : start + maxSentence;
    sentences.push({ start, end: stop });
    start = stop;
    while (start < end && /\s/u.test(text[start] ?? '')) start++;
  }
  if (start < end) sentences.push({ start, end });
}
