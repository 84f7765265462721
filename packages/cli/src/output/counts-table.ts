import { informativeReasons, levels } from '@specproof/model';
import type { Informative, Level } from '@specproof/model';
import { tally } from './count.ts';
import type { Colors } from './output.ts';
import { formatTable } from './table.ts';
import type { Row } from './table.ts';

/** As much of a text as is counted; without `informative` and `properties` where only a registry is at hand. */
export interface Countable {
  requirements: readonly { document: string; level: Level; subject: string; group?: true }[];
  informative?: readonly Pick<Informative, 'document' | 'reason'>[];
  properties?: readonly { document: string }[];
}

const reasonNames = {
  'boilerplate-definition': 'defining the keywords',
  'reference-to-other-requirement': 'referring to another requirement',
  example: 'in an example',
  'code-block': 'in code',
  other: 'for other reasons',
} as const satisfies Record<(typeof informativeReasons)[number], string>;

/**
 * Per document: requirements by level and subject, what was informative and why, properties.
 * Groups only introduce requirements, so they stand in no sum.
 */
export function formatCounts(text: Countable, colors: Colors): string[] {
  const documents = [...new Set([...text.requirements, ...(text.informative ?? []), ...(text.properties ?? [])].map(({ document }) => document))].sort();
  const withText = text.informative !== undefined;
  const header: Row = ['document', ...levels, 'all', ...(withText ? ['properties', 'informative'] : [])];
  const cells = (document: string | undefined, subject?: string): string[] => {
    const counted = text.requirements.filter((r) => !r.group && (document === undefined || r.document === document) && (subject === undefined || r.subject === subject));
    const others = [text.properties, text.informative].map((list = []) => list.filter((one) => document === undefined || one.document === document).length);
    return [
      ...levels.map((level) => figure(counted.filter((requirement) => requirement.level === level).length)),
      figure(counted.length),
      ...(withText ? (subject === undefined ? others.map(figure) : ['', '']) : []),
    ];
  };
  const rows: Row[] = [header];
  const isDocument = [true];
  for (const document of documents) {
    rows.push([document, ...cells(document)]);
    isDocument.push(true);
    const subjects = tally(text.requirements.filter((r) => r.document === document && !r.group).map((r) => r.subject)).map(({ value }) => value).sort();
    for (const subject of subjects) {
      rows.push([`  ${subject}`, ...cells(document, subject)]);
      isDocument.push(false);
    }
  }
  rows.push(['all', ...cells(undefined)]);
  isDocument.push(true);
  const lines = formatTable(rows).map((line, i) => (i === 0 || i === rows.length - 1 ? colors.bold(line) : isDocument[i] ? line : colors.dim(line)));
  return [...lines, ...notes(text)];
}

const figure = (n: number): string => (n === 0 ? '·' : String(n));

function notes({ requirements, informative = [] }: Countable): string[] {
  const subjects = tally(requirements.filter(({ group }) => !group).map(({ subject }) => subject)).sort((a, b) => b.n - a.n);
  const groups = requirements.filter(({ group }) => group).length;
  const reasons = tally(informative.map(({ reason }) => reason), informativeReasons);
  return [
    ...(subjects.length > 0 ? [`Who has to act: ${subjects.map(({ value, n }) => `${value} ${n}`).join(', ')}.`] : []),
    ...(groups > 0 ? [`Besides, ${groups} ${groups === 1 ? 'keyword introduces' : 'keywords introduce'} a list or table whose items are the requirements.`] : []),
    ...(reasons.length > 0 ? [`Keywords that oblige nobody: ${reasons.map(({ value, n }) => `${n} ${reasonNames[value]}`).join(', ')}.`] : []),
  ];
}
