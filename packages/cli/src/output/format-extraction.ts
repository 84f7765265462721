import type { PrintedExtraction } from '@specproof/model';
import { count } from './count.ts';
import { formatCounts } from './counts-table.ts';
import type { Colors } from './output.ts';

/** An extraction for people; `subject` names what was read. */
export function formatExtraction(extraction: PrintedExtraction, subject: string, colors: Colors): string {
  const lines = [
    `${colors.bold(subject)}: ${count(extraction.requirements.filter(({ group }) => !group).length, 'requirement')} in ${count(extraction.documents.length, 'document')}`,
    '',
    ...formatCounts(extraction, colors),
    '',
    'Every requirement with its place and text: the same command with --json',
  ];
  return `${lines.join('\n')}\n`;
}
