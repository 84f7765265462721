import type { RootContent } from 'mdast';
import type { Difference } from './difference.ts';
import { bullets, code, codes, count, heading, officialSide, paragraph, pathCode, printMarkdown, proseSide, table, text } from './markdown-nodes.ts';
import type { LinkToLine } from './markdown-nodes.ts';
import type { DriftReport } from './records.ts';
import { driftColumns } from './tabulate-drift.ts';

/** How the report links to places. */
export interface DriftMarkdownOptions {
  link?: LinkToLine;
}

/** The report as Markdown: a table per kind of document, with what is known of each difference. */
export async function formatDriftMarkdown(report: DriftReport, { link = () => undefined }: DriftMarkdownOptions = {}): Promise<string> {
  const { spec, version, differences, stale } = report;
  const fresh = differences.filter(({ recorded }) => recorded === undefined).length;
  const roots = [...new Set(differences.map(({ root }) => root))];
  return printMarkdown([
    heading(2, text(`${spec} ${version}: prose and official schema`)),
    paragraph(text(differences.length === 0 ? 'No difference.' : `${count(differences.length, 'difference')}, ${fresh === 0 ? 'all known' : `${fresh} new`}.`)),
    ...oneSided(report),
    ...roots.flatMap((root) => rootContent(root, differences.filter((difference) => difference.root === root), link)),
    ...(stale.length > 0 ? [heading(3, text('Records without a difference')), bullets(stale.map(({ paths, kinds, cause }) => [...codes(paths), text(` (${kinds.join(', ')}; ${cause})`)]))] : []),
  ]);
}

/** Which kinds of document only one side describes. */
export const oneSided = ({ onlyProse, onlyOfficial }: DriftReport): RootContent[] => [
  ...(onlyProse.length > 0 ? [paragraph(text('No official schema describes '), ...codes(onlyProse), text('.'))] : []),
  ...(onlyOfficial.length > 0 ? [paragraph(text('The prose defines no properties of '), ...codes(onlyOfficial), text('.'))] : []),
];

function rootContent(root: string, differences: readonly Difference[], link: LinkToLine): RootContent[] {
  const rows = differences.map(({ path, kind, prose, official, stricter, recorded }) => [
    [pathCode(path)],
    [text(kind)],
    proseSide(prose, link),
    officialSide(official, link),
    [text(stricter)],
    [text(recorded === undefined ? 'new' : `${recorded.cause}: ${recorded.explanation}`)],
  ]);
  return [heading(3, code(root)), table(driftColumns, rows)];
}
