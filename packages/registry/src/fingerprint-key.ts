import { createHash } from 'node:crypto';
import type { Fingerprint, Level } from '@specproof/model';

const marks = { sentence: 's', condition: 'c', context: 'x', list: 'l', part: 'p' } as const satisfies Record<
  keyof Fingerprint,
  string
>;

// Every pass asks for the keys of the same, never changed fingerprints again.
const keys = new WeakMap<Fingerprint, string>();

/** One short string for all parts of a fingerprint: 16 hex digits. */
export function fingerprintKey(fingerprint: Fingerprint): string {
  const known = keys.get(fingerprint);
  if (known !== undefined) return known;
  let parts = '';
  for (const part of ['sentence', 'condition', 'context', 'list', 'part'] as const) {
    const value = fingerprint[part];
    if (value !== undefined) parts += `${marks[part]}:${value}\n`;
  }
  const key = createHash('sha256').update(parts).digest('hex').slice(0, 16);
  keys.set(fingerprint, key);
  return key;
}

/** What tells one wording from another: its level and its fingerprint; `MUST-NOT:0f3a…`. */
export const textKey = ({ level, fingerprint }: { level: Level; fingerprint: Fingerprint }): string =>
  `${level.replace(' ', '-')}:${fingerprintKey(fingerprint)}`;
