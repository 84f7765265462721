/** A run of words in a file that also stands in a text. */
export interface RepeatedRun {
  file: string;
  /** Where it begins, from 1. */
  line: number;
  /** Its words, in lower case. */
  words: string[];
}

/**
 * What counts as a word: as they stand, so that the marks of lists and comments count too; and stripped
 * of everything around them, so that a sentence is found behind the marks of another language.
 */
const spellings = [/[A-Za-z0-9_'./-]+/gu, /[A-Za-z0-9]+(?:[_'./-]+[A-Za-z0-9]+)*/gu];

/** Finds in `files` every run of at least `length` consecutive words that stands in one of `texts`; fenced code of the texts is left out. */
export function repeatedRuns(texts: Iterable<string>, files: Iterable<readonly [file: string, content: string]>, length: number): RepeatedRun[] {
  const prose = [...texts].map(withoutFencedCode);
  const contents = [...files];
  const found = new Map<string, RepeatedRun>();
  for (const spelling of spellings) {
    const known = runsOf(prose, spelling, length);
    for (const [file, content] of contents) {
      for (const { offset, words } of findRuns(wordsOf(content, spelling), known, length)) {
        const line = content.slice(0, offset).split('\n').length;
        found.set(`${file}:${line}`, { file, line, words });
      }
    }
  }
  return [...found.values()];
}

interface Word {
  word: string;
  offset: number;
}

interface Known {
  runs: ReadonlySet<string>;
  vocabulary: ReadonlySet<string>;
}

const wordsOf = (text: string, spelling: RegExp): Word[] =>
  Array.from(text.matchAll(spelling), ({ 0: word, index }) => ({ word: word.toLowerCase(), offset: index }));

const join = (words: readonly Word[]): string => words.map(({ word }) => word).join(' ');

function runsOf(texts: readonly string[], spelling: RegExp, length: number): Known {
  const runs = new Set<string>();
  const vocabulary = new Set<string>();
  for (const text of texts) {
    const words = wordsOf(text, spelling);
    for (const { word } of words) vocabulary.add(word);
    for (let start = 0; start + length <= words.length; start++) runs.add(join(words.slice(start, start + length)));
  }
  return { runs, vocabulary };
}

function findRuns(words: readonly Word[], { runs, vocabulary }: Known, length: number): { offset: number; words: string[] }[] {
  const found: { from: number; to: number }[] = [];
  let familiar = 0;
  for (const [index, { word }] of words.entries()) {
    familiar = vocabulary.has(word) ? familiar + 1 : 0;
    // Most words of a program stand in no spec: only what could be a run is compared.
    if (familiar < length) continue;
    const from = index + 1 - length;
    if (!runs.has(join(words.slice(from, index + 1)))) continue;
    const last = found.at(-1);
    if (last !== undefined && last.to >= from) last.to = index + 1;
    else found.push({ from, to: index + 1 });
  }
  return found.map(({ from, to }) => ({ offset: words[from]?.offset ?? 0, words: words.slice(from, to).map(({ word }) => word) }));
}

function withoutFencedCode(text: string): string {
  let fence: string | undefined;
  const kept = text.split('\n').filter((line) => {
    const mark = /^ *(`{3,}|~{3,})/u.exec(line)?.[1];
    if (mark === undefined) return fence === undefined;
    if (fence === undefined) fence = mark;
    else if (mark.startsWith(fence)) fence = undefined;
    return false;
  });
  return kept.join('\n');
}
