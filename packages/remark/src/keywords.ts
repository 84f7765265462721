import type { Keyword } from '@specproof/model';

/** One keyword occurrence in a text, half open. */
export interface KeywordMatch {
  keyword: Keyword;
  start: number;
  end: number;
}

const pattern =
  /(?<![A-Za-z0-9_])(?:(MUST|SHALL|SHOULD|MAY)(\s+NOT)?|(NOT\s+)?RECOMMENDED|REQUIRED|OPTIONAL)(?![A-Za-z0-9_])/gu;

/** Every "must" and "shall" in lower case in `text`, as the keyword it would be. */
export const findLowerCase = (text: string): KeywordMatch[] =>
  [...text.matchAll(/(?<![A-Za-z0-9_])(?:must|shall)(?:\s+not)?(?![A-Za-z0-9_])/gu)].map(({ 0: word, index }) => ({
    keyword: word.replace(/\s+/gu, ' ').toUpperCase() as Keyword,
    start: index,
    end: index + word.length,
  }));

/** Every keyword in capitals in `text`, longest match first. */
export function findKeywords(text: string): KeywordMatch[] {
  const matches: KeywordMatch[] = [];
  for (const match of text.matchAll(pattern)) {
    const keyword = match[0].replace(/\s+/gu, ' ') as Keyword;
    matches.push({ keyword, start: match.index, end: match.index + match[0].length });
  }
  return matches;
}
