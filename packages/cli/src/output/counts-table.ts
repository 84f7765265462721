import { informativeReasons, levels } from '@specproof/model';
import type { Informative, Level } from '@specproof/model';
import { tally } from './count.ts';
import type { Colors } from './output.ts';
import { plain } from './plain.ts';
import { formatTable } from './table.ts';
import type { Row } from './table.ts';
import { wrap } from './wrap.ts';

/** As much of a text as is counted; without `informative` and `properties` where only a registry is at hand. */
export interface Countable {
  requirements: readonly { document: string; level: Level; subject: string; group?: true }[];
  informative?: readonly Pick<Informative, 'document' | 'reason'>[];
  properties?: readonly { document: string }[];
}

const reasonNames = {
  'boilerplate-definition': 'defining the keywords',
  'reference-to-other-requirement': 'referring elsewhere',
  example: 'in examples',
  'code-block': 'in code',
  other: 'other',
} as const satisfies Record<(typeof informativeReasons)[number], string>;

/**
 * Per document: requirements by level and subject, properties, what was informative and why.
 * Groups only introduce requirements, so they stand in no sum.
 */
export function formatCounts(text: Countable, colors: Colors, indent = ''): string[] {
  const requirements = text.requirements.filter(({ group }) => !group);
  const documents = [...new Set([...text.requirements, ...(text.informative ?? []), ...(text.properties ?? [])].map(({ document }) => document))].sort();
  const header: Row = { name: 'document', figures: [...levels, 'all', ...(text.properties ? ['properties'] : [])], remark: text.informative && 'keywords that oblige nobody' };
  const rows: { row: Row; style: (line: string) => string }[] = [{ row: header, style: colors.bold }];
  for (const document of documents) {
    const own = requirements.filter((requirement) => requirement.document === document);
    rows.push({ row: { name: plain(document), ...cells(own, text, document) }, style: (line) => line });
    for (const subject of [...new Set(own.map((requirement) => requirement.subject))].sort()) {
      rows.push({ row: { name: `  ${subject}`, figures: levelFigures(own.filter((requirement) => requirement.subject === subject)) }, style: colors.dim });
    }
  }
  rows.push({ row: { name: 'all', ...cells(requirements, text) }, style: colors.bold });
  const table = formatTable(rows.map(({ row }) => row)).map((line, i) => indent + (rows[i]?.style ?? String)(line));
  return [...table, ...notes(text).flatMap((note) => wrap(note, indent))];
}

function cells(requirements: Countable['requirements'], { informative, properties }: Countable, document?: string): Omit<Row, 'name'> {
  const within = <T extends { document: string }>(list: readonly T[]): T[] => list.filter((one) => document === undefined || one.document === document);
  const reasons = tally(within(informative ?? []).map(({ reason }) => reason), informativeReasons);
  return {
    figures: [...levelFigures(requirements), ...(properties ? [figure(within(properties).length)] : [])],
    remark: reasons.map(({ value, n }) => `${n} ${reasonNames[value]}`).join(', '),
  };
}

const levelFigures = (requirements: Countable['requirements']): string[] => [
  ...levels.map((level) => figure(requirements.filter((requirement) => requirement.level === level).length)),
  figure(requirements.length),
];

const figure = (n: number): string => (n === 0 ? '·' : String(n));

function notes({ requirements }: Countable): string[] {
  const subjects = tally(requirements.filter(({ group }) => !group).map(({ subject }) => subject)).sort((a, b) => b.n - a.n);
  const groups = requirements.filter(({ group }) => group).length;
  return [
    ...(subjects.length > 0 ? [`Who has to act: ${subjects.map(({ value, n }) => `${value} ${n}`).join(', ')}.`] : []),
    ...(groups > 0 ? [`Beside these, ${groups} ${groups === 1 ? 'keyword introduces a list or table whose items are the requirements.' : 'keywords introduce lists or tables whose items are the requirements.'}`] : []),
  ];
}
