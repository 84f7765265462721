import { keywordLevels } from '@specproof/model';
import type { Level } from '@specproof/model';
import type { KeywordMatch } from './keywords.ts';

/** The level of a keyword in the light of the words before it. */
export function levelOf(keyword: KeywordMatch, before: string): Level {
  if (/\bnot (?:be )?$/u.test(before)) {
    if (keyword.keyword === 'REQUIRED') return 'MAY';
    if (keyword.keyword === 'RECOMMENDED') return 'SHOULD NOT';
  }
  // "No client MAY …": what nobody may do is forbidden
  if (keyword.keyword === 'MAY' && /(?:^|[,;]\s)No(?:ne| [a-z]+)(?: of [\w\s]+)?\s+$/u.test(before)) return 'MUST NOT';
  return keywordLevels[keyword.keyword];
}
