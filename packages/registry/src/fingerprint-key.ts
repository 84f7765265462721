import { createHash } from 'node:crypto';
import type { Fingerprint, Level } from '@specproof/model';

const marks = { sentence: 's', condition: 'c', context: 'x', list: 'l', part: 'p' } as const satisfies Record<
  keyof Fingerprint,
  string
>;

/** One short string for all parts of a fingerprint: 16 hex digits. */
export function fingerprintKey(fingerprint: Fingerprint): string {
  let parts = '';
  for (const part of ['sentence', 'condition', 'context', 'list', 'part'] as const) {
    const value = fingerprint[part];
    if (value !== undefined) parts += `${marks[part]}:${value}\n`;
  }
  return createHash('sha256').update(parts).digest('hex').slice(0, 16);
}

/** What tells one wording from another: its level and its fingerprint; `MUST-NOT:0f3a…`. */
export const textKey = ({ level, fingerprint }: { level: Level; fingerprint: Fingerprint }): string =>
  `${level.replace(' ', '-')}:${fingerprintKey(fingerprint)}`;
