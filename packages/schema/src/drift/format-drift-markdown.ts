import type { PhrasingContent, Root, RootContent, TableRow } from 'mdast';
import { gfmTableToMarkdown } from 'mdast-util-gfm-table';
import { toMarkdown } from 'mdast-util-to-markdown';
import type { Difference, DifferenceSide } from './difference.ts';
import type { DriftReport } from './records.ts';
import { driftColumns, placeOfSide } from './tabulate-drift.ts';

/** How the report links to places. */
export interface DriftMarkdownOptions {
  /** Address of a line of a file of the spec; none where it returns nothing. */
  link?: (file: string, line: number) => string | undefined;
}

/** The report as Markdown: a table per kind of document, and what is known of each difference below it. */
export function formatDriftMarkdown(report: DriftReport, { link = () => undefined }: DriftMarkdownOptions = {}): string {
  const { spec, version, differences, onlyProse, onlyOfficial, stale } = report;
  const fresh = differences.filter(({ recorded }) => recorded === undefined).length;
  const roots = [...new Set(differences.map(({ root }) => root))];
  const children: RootContent[] = [
    heading(2, text(`${spec} ${version}: prose and official schema`)),
    paragraph(text(differences.length === 0 ? 'No difference.' : `${count(differences.length, 'difference')}, ${fresh === 0 ? 'all known' : `${fresh} new`}.`)),
    ...(onlyProse.length > 0 ? [paragraph(text('No official schema describes '), ...codes(onlyProse), text('.'))] : []),
    ...(onlyOfficial.length > 0 ? [paragraph(text('The prose defines no properties of '), ...codes(onlyOfficial), text('.'))] : []),
    ...roots.flatMap((root) => rootContent(root, differences.filter((difference) => difference.root === root), link)),
    ...(stale.length > 0
      ? [
          heading(3, text('Records without a difference')),
          { type: 'list', spread: false, children: stale.map(({ paths, kinds, cause }) => ({ type: 'listItem', spread: false, children: [paragraph(...codes(paths), text(` (${kinds.join(', ')}; ${cause})`))] })) } as RootContent,
        ]
      : []),
  ];
  return toMarkdown({ type: 'root', children } satisfies Root, { bullet: '-', extensions: [gfmTableToMarkdown({ tablePipeAlign: false })] });
}

type Link = NonNullable<DriftMarkdownOptions['link']>;

function rootContent(root: string, differences: readonly Difference[], link: Link): RootContent[] {
  const cells = (content: PhrasingContent[][]): TableRow => ({ type: 'tableRow', children: content.map((children) => ({ type: 'tableCell', children })) });
  const rows = differences.map(({ path, kind, prose, official, stricter, recorded }) =>
    cells([[path === '' ? text('the document') : code(path)], [text(kind)], side(prose, link, prose?.defined !== undefined), side(official, link, true), [text(stricter)], [text(recorded === undefined ? 'new' : `${recorded.cause}: ${recorded.explanation}`)]]),
  );
  return [heading(3, code(root)), { type: 'table', children: [cells(driftColumns.map((title) => [text(title)])), ...rows] }];
}

function side(said: DifferenceSide | undefined, link: Link, linked: boolean): PhrasingContent[] {
  if (said === undefined) return [text('-')];
  const place = placeOfSide(said);
  // A generated schema is no file of the spec.
  const [, file, line] = (linked ? /^(.+):(\d+)$/u.exec(place) : null) ?? [];
  const url = file === undefined ? undefined : link(file, Number(line));
  return [code(said.says), text(', '), url === undefined ? text(place) : { type: 'link', url, children: [text(place)] }];
}

const text = (value: string): PhrasingContent => ({ type: 'text', value });
const code = (value: string): PhrasingContent => ({ type: 'inlineCode', value });
const codes = (values: readonly string[]): PhrasingContent[] => values.flatMap((value, index) => [...(index === 0 ? [] : [text(', ')]), code(value === '' ? '(document)' : value)]);
const heading = (depth: 2 | 3, ...children: PhrasingContent[]): RootContent => ({ type: 'heading', depth, children });
const paragraph = (...children: PhrasingContent[]): Extract<RootContent, { type: 'paragraph' }> => ({ type: 'paragraph', children });
const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
