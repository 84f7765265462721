import { differenceCauses } from '@specproof/model';
import type { DifferenceCause } from '@specproof/model';
import type { RootContent } from 'mdast';
import type { Difference } from './difference.ts';
import type { DriftMarkdownOptions } from './format-drift-markdown.ts';
import { oneSided } from './format-drift-markdown.ts';
import { bullets, code, count, heading, linked, officialSide, paragraph, pathCode, printMarkdown, proseSide, table, text } from './markdown-nodes.ts';
import type { LinkToLine } from './markdown-nodes.ts';
import type { DriftReport } from './records.ts';

/** What each cause is called in a report to upstream, and what it asks of whom. */
const causes = {
  'official-defect': { title: 'Defects of the official schema', remark: 'The schema should follow the text.' },
  'prose-defect': { title: 'Defects of the text', remark: 'The text should say what it means.' },
  deliberate: { title: 'Meant as they are', remark: 'Leniencies that need no change.' },
  extraction: { title: 'Misread by us', remark: 'Nothing to do upstream.' },
} as const satisfies Record<DifferenceCause, { title: string; remark: string }>;

export interface DriftFindingsOptions extends DriftMarkdownOptions {
  /** Examples of the text that break its rules, with what is known of them. */
  examples?: readonly { document: string; line: number; explanation?: string }[];
}

/** The differences of one version by what they are: one finding for each, with all its places, to be reported as it stands. */
export async function formatDriftFindings(report: DriftReport, { link = () => undefined, examples = [] }: DriftFindingsOptions = {}): Promise<string> {
  const { spec, version, differences } = report;
  const findings = findingsOf(differences);
  const known = differenceCauses.map((cause) => ({ cause, own: findings.filter((finding) => finding.cause === cause) })).filter(({ own }) => own.length > 0);
  const byWeight = [...known].sort((a, b) => weight.indexOf(a.cause) - weight.indexOf(b.cause));
  const fresh = differences.filter(({ recorded }) => recorded === undefined);
  return printMarkdown([
    heading(1, text(`Where text and official schemas of ${spec} ${version} disagree`)),
    paragraph(text(`${count(differences.length, 'difference')} of properties, ${count(findings.length, 'finding')}.`)),
    ...oneSided(report),
    ...byWeight.flatMap(({ cause, own }) => [heading(2, text(causes[cause].title)), paragraph(text(causes[cause].remark)), ...own.flatMap((finding) => findingContent(finding, link))]),
    ...(examples.length > 0
      ? [
          heading(2, text('Examples that break the rules of their text')),
          bullets(examples.map(({ document, line, explanation = 'Not judged yet.' }) => [linked(`${document}:${line}`, link(document, line)), text(`: ${explanation}`)])),
        ]
      : []),
    ...(fresh.length > 0 ? [heading(2, text('Not judged yet')), places(fresh, link)] : []),
  ]);
}

const weight: readonly DifferenceCause[] = ['official-defect', 'prose-defect', 'deliberate', 'extraction'];

interface DriftFinding {
  cause: DifferenceCause;
  explanation: string;
  upstream?: string;
  differences: Difference[];
}

/** Differences with the same explanation are one finding. */
function findingsOf(differences: readonly Difference[]): DriftFinding[] {
  const findings = new Map<string, DriftFinding>();
  for (const difference of differences) {
    if (difference.recorded === undefined) continue;
    const { cause, explanation } = difference.recorded;
    const key = JSON.stringify([cause, explanation]);
    const known = findings.get(key);
    if (known === undefined) findings.set(key, { ...difference.recorded, differences: [difference] });
    else known.differences.push(difference);
  }
  return [...findings.values()];
}

function findingContent({ explanation, upstream, differences }: DriftFinding, link: LinkToLine): RootContent[] {
  const [first] = differences;
  const others = differences.length - 1;
  const title = first === undefined ? [] : [code(first.root), text(': '), pathCode(first.path), text(`${others > 0 ? ` and ${count(others, 'other')}` : ''}, ${[...new Set(differences.map(({ kind }) => kind))].join(', ')}`)];
  return [
    heading(3, ...title),
    paragraph(text(explanation)),
    ...(upstream === undefined ? [] : [paragraph(text('Reported: '), { type: 'link', url: upstream, children: [text(upstream)] })]),
    places(differences, link),
  ];
}

const places = (differences: readonly Difference[], link: LinkToLine): RootContent =>
  table(
    ['property', 'differs in', 'text', 'official schema', 'stricter'],
    differences.map(({ root, path, kind, prose, official, stricter }) => [
      [code(root), text(' '), pathCode(path)],
      [text(kind)],
      proseSide(prose, link),
      officialSide(official, link),
      [text({ prose: 'text', official: 'schema', neither: 'neither' }[stricter])],
    ]),
  );
