import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item';
import { frontMatter } from './front-matter.ts';
import { parseInParts } from './parse-in-parts.ts';

// GFM without autolink literals: they change no word of a sentence and halve the parser's speed.
const extensions = [gfmFootnote(), gfmStrikethrough(), gfmTable(), gfmTaskListItem()];
const mdastExtensions = [
  gfmFootnoteFromMarkdown(),
  gfmStrikethroughFromMarkdown(),
  gfmTableFromMarkdown(),
  gfmTaskListItemFromMarkdown(),
];

/** Parses GFM Markdown into mdast with positions; YAML front matter is no text. */
export const parseMarkdown = (source: string): Root => parseInParts(withoutFrontMatter(source), (text) => fromMarkdown(text, { extensions, mdastExtensions }));

/** Blanks front matter in place, so that every offset stays. */
function withoutFrontMatter(source: string): string {
  const matter = frontMatter(source);
  return matter === '' ? source : matter.replace(/[^\r\n]/gu, ' ') + source.slice(matter.length);
}
