import type { Evidence } from './evidence.ts';

/** The text of an evidence file: one line of JSON each for the header, every record, and the totals. */
export const serializeEvidence = ({ header, records, totals }: Evidence): string =>
  [header, ...records, totals].map((line) => `${JSON.stringify(line)}\n`).join('');
