import type { Keyword } from '@specproof/model';

/** One keyword occurrence in a text, half open. */
export interface KeywordMatch {
  keyword: Keyword;
  start: number;
  end: number;
}

const pattern =
  /(?<![A-Za-z0-9_])(?:(MUST|SHALL|SHOULD|MAY)(\s+NOT)?|(NOT\s+)?RECOMMENDED|REQUIRED|OPTIONAL)(?![A-Za-z0-9_])/gu;

/** Every keyword in capitals in `text`, longest match first. */
export function findKeywords(text: string): KeywordMatch[] {
  const matches: KeywordMatch[] = [];
  for (const match of text.matchAll(pattern)) {
    const keyword = match[0].replace(/\s+/gu, ' ') as Keyword;
    matches.push({ keyword, start: match.index, end: match.index + match[0].length });
  }
  return matches;
}
