/** The five levels an obligation can have, strongest first (RFC 2119, RFC 8174). */
export const levels = ['MUST', 'MUST NOT', 'SHOULD', 'SHOULD NOT', 'MAY'] as const;
export type Level = (typeof levels)[number];

/** Every keyword in capitals that opens an obligation, with the level it stands for. */
export const keywordLevels = {
  MUST: 'MUST',
  'MUST NOT': 'MUST NOT',
  REQUIRED: 'MUST',
  SHALL: 'MUST',
  'SHALL NOT': 'MUST NOT',
  SHOULD: 'SHOULD',
  'SHOULD NOT': 'SHOULD NOT',
  RECOMMENDED: 'SHOULD',
  'NOT RECOMMENDED': 'SHOULD NOT',
  MAY: 'MAY',
  'MAY NOT': 'MUST NOT',
  OPTIONAL: 'MAY',
} as const satisfies Record<string, Level>;
export type Keyword = keyof typeof keywordLevels;

/** Whether `level` is one a certificate is about: MUST or MUST NOT. */
export const isMustLevel = (level: Level): boolean => level === 'MUST' || level === 'MUST NOT';
