import type { PrintedExtraction, PrintedRequirement } from '@specproof/model';
import { formatRef } from '@specproof/model';
import { count } from './count.ts';
import { formatCounts } from './counts-table.ts';
import type { Colors } from './output.ts';
import { plain } from './plain.ts';
import { wrap } from './wrap.ts';

/** More requirements than this are counted only. */
const mostListed = 40;

/** An extraction for people; `subject` names what was read. */
export function formatExtraction(extraction: PrintedExtraction, subject: string, colors: Colors): string {
  const { requirements, documents } = extraction;
  const lines = [
    `${colors.bold(subject)}: ${count(requirements.filter(({ group }) => !group).length, 'requirement')} in ${count(documents.length, 'document')}`,
    '',
    ...formatCounts(extraction, colors),
    '',
    ...(requirements.length <= mostListed ? requirements.flatMap((requirement) => formatRequirement(requirement, colors)) : []),
    `${requirements.length <= mostListed ? 'More about each' : 'Every requirement with its place and text'}: the same command with --json`,
  ];
  return `${lines.join('\n')}\n`;
}

function formatRequirement({ id, revision = 1, document, line, level, subject, conditional, text }: PrintedRequirement, colors: Colors): string[] {
  const facts = [`${plain(document)}:${line}`, level, subject, conditional ? 'conditional' : '', id === undefined ? '' : formatRef({ id, revision })];
  return [facts.filter(Boolean).join('  '), ...wrap(colors.dim(plain(text)), '    '), ''];
}
