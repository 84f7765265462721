import type { PhrasingContent, Root, RootContent, Table, TableRow } from 'mdast';
import type { DifferenceSide } from './difference.ts';
import { placeOfSide } from './tabulate-drift.ts';

/** Address of a line of a file of the spec; none where it returns nothing. */
export type LinkToLine = (file: string, line: number) => string | undefined;

export const text = (value: string): PhrasingContent => ({ type: 'text', value });
export const code = (value: string): PhrasingContent => ({ type: 'inlineCode', value });
export const pathCode = (path: string): PhrasingContent => (path === '' ? text('the document') : code(path));
export const codes = (values: readonly string[]): PhrasingContent[] => values.flatMap((value, index) => [...(index === 0 ? [] : [text(', ')]), pathCode(value)]);
export const heading = (depth: 1 | 2 | 3, ...children: PhrasingContent[]): RootContent => ({ type: 'heading', depth, children });
export const paragraph = (...children: PhrasingContent[]): Extract<RootContent, { type: 'paragraph' }> => ({ type: 'paragraph', children });
export const bullets = (items: readonly PhrasingContent[][]): RootContent => ({ type: 'list', spread: false, children: items.map((children) => ({ type: 'listItem', spread: false, children: [paragraph(...children)] })) });
export const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

export function table(head: readonly string[], rows: readonly PhrasingContent[][][]): Table {
  const row = (cells: readonly PhrasingContent[][]): TableRow => ({ type: 'tableRow', children: cells.map((children) => ({ type: 'tableCell', children })) });
  return { type: 'table', children: [row(head.map((title) => [text(title)])), ...rows.map(row)] };
}

/** What the prose says, with a link to its place where that is a file of the spec. */
export const proseSide = (said: DifferenceSide | undefined, link: LinkToLine): PhrasingContent[] => side(said, said?.defined === undefined ? () => undefined : link);

/** What the official schema says, with a link to its place. */
export const officialSide = (said: DifferenceSide | undefined, link: LinkToLine): PhrasingContent[] => side(said, link);

function side(said: DifferenceSide | undefined, link: LinkToLine): PhrasingContent[] {
  if (said === undefined) return [text('-')];
  const place = placeOfSide(said);
  const [, file, line] = /^(.+):(\d+)$/u.exec(place) ?? [];
  return [code(said.says), text(', '), linked(place, file === undefined ? undefined : link(file, Number(line)))];
}

export const linked = (words: string, url: string | undefined): PhrasingContent => (url === undefined ? text(words) : { type: 'link', url, children: [text(words)] });

/** Nodes as text. What prints them is loaded only here: most of those who import this package print no Markdown. */
export async function printMarkdown(children: RootContent[]): Promise<string> {
  const [{ gfmTableToMarkdown }, { toMarkdown }] = await Promise.all([import('mdast-util-gfm-table'), import('mdast-util-to-markdown')]);
  return toMarkdown({ type: 'root', children } satisfies Root, { bullet: '-', extensions: [gfmTableToMarkdown({ tablePipeAlign: false })] });
}
