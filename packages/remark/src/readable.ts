import type { Block } from './blocks.ts';
import type { Span } from './flat-text.ts';
import { findKeywords } from './keywords.ts';

/** So many cells of a row are read together. */
const maxCells = 32;

/** A sentence as a person reads it; a cell that holds nothing but keywords is read with its row. */
export const readable = (block: Block, sentence: Span): string => {
  const text = block.flat.text.slice(sentence.start, sentence.end);
  const bare = block.kind === 'cell' && findKeywords(text).reduce((rest, k) => rest - (k.end - k.start), text.length) < 3;
  const row = block.kind === 'cell' ? (block.container?.blocks ?? []) : [];
  if (bare && row.length > 0) return row.slice(0, maxCells).map((cell) => cell.flat.text.trim()).filter(Boolean).join(' | ');
  // any other cell speaks of what the first of its row names
  const name = row[0] === block ? '' : (row[0]?.flat.text.trim() ?? '');
  return name === '' ? text : `${name}: ${text}`;
};

/** White space folded. */
export const foldSpace = (text: string): string => text.replace(/\s+/gu, ' ').trim();
