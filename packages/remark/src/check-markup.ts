import { SpecproofError } from '@specproof/model';

/** Most pieces of markup in one paragraph: the parser tries each against all that follow. Real paragraphs have a few dozen. */
const maxMarks = 2000;
/** Most underlined headings, empty items and lines that leave a quote, without a blank line between them. */
const maxTurns = 1000;

const mark = /[[\]]|<|[*_~`]+/gu;
const fence = /^[ >\t*+\d.)-]*?(`{3,}|~{3,})/u;
const blank = /^[ \t>]*$/u;
const blockStart = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]|^[ \t>]*#{1,6}[ \t]|^[ \t]*\|/u;
const delimiterRow = /^[ \t>]*:?-+:?[ \t]*\|[ \t|:-]*$/u;
const quoted = /^[ \t]*>/u;
const underline = /^[ \t>]*(?:-+|=+|[*+])[ \t]*$/u;

/**
 * Refuses paragraphs whose markup the parser could not read in linear time.
 *
 * @throws SpecproofError `DOCUMENT_TOO_DEEP`
 */
export function checkMarkup(path: string, text: string): void {
  let marks = 0;
  let turns = 0;
  let wasQuoted = false;
  let start = 1;
  let line = 0;
  let closing: string | undefined;
  let table = false;
  for (const content of eachLine(text)) {
    line++;
    const opened = fence.exec(content)?.[1];
    if (closing !== undefined) {
      if (opened?.startsWith(closing) && content.trimEnd().endsWith(opened)) closing = undefined;
      continue;
    }
    if (opened !== undefined && !content.slice(content.indexOf(opened) + opened.length).includes('`')) {
      closing = opened;
      marks = turns = 0;
      continue;
    }
    if (blank.test(content)) {
      marks = turns = 0;
      table = wasQuoted = false;
      continue;
    }
    if (delimiterRow.test(content)) table = true;
    const isQuoted = quoted.test(content);
    if (underline.test(content) || (wasQuoted && !isQuoted)) turns++;
    wasQuoted = isQuoted;
    if (turns > maxTurns) throw tooMuch(path, line, `more than ${maxTurns} underlined headings, empty items or ends of quotes without a blank line`);
    if (marks === 0 || table || blockStart.test(content)) {
      marks = 0;
      start = line;
    }
    marks += content.match(mark)?.length ?? 0;
    if (marks > maxMarks) throw tooMuch(path, start, `more than ${maxMarks} brackets, asterisks, backticks and other marks in one paragraph`);
  }
}

const tooMuch = (path: string, line: number, what: string): SpecproofError =>
  new SpecproofError('DOCUMENT_TOO_DEEP', `${path}:${line}: ${what}. Put blank lines in, or the text into a code block.`);

function* eachLine(text: string): Generator<string> {
  const end = /\r\n?|\n/gu;
  let start = 0;
  for (let match = end.exec(text); match; match = end.exec(text)) {
    yield text.slice(start, match.index);
    start = match.index + match[0].length;
  }
  yield text.slice(start);
}
