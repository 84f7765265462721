import { SpecproofError } from '@specproof/model';

/** Most pieces of markup in one paragraph: the parser tries each against all that follow. Real paragraphs have a few dozen. */
const maxMarks = 2000;
/** Most lines in a row that are underlined as headings or empty items, without a blank line between them. */
const maxUnderlines = 1000;

const mark = /[[\]]|<|[*_~`]+/gu;
const fence = /^[ >\t*+\d.)-]*?(`{3,}|~{3,})/u;
const blank = /^[ \t>]*$/u;
const blockStart = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]|^[ \t>]*#{1,6}[ \t]|^[ \t]*\|/u;
const delimiterRow = /^[ \t>]*:?-+:?[ \t]*\|[ \t|:-]*$/u;
const underline = /^[ \t>]*(?:-+|=+|[*+])[ \t]*$/u;

/**
 * Refuses paragraphs whose markup the parser could not read in linear time.
 *
 * @throws SpecproofError `DOCUMENT_TOO_DEEP`
 */
export function checkMarkup(path: string, text: string): void {
  let marks = 0;
  let underlines = 0;
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
      marks = underlines = 0;
      continue;
    }
    if (blank.test(content)) {
      marks = underlines = 0;
      table = false;
      continue;
    }
    if (delimiterRow.test(content)) table = true;
    if (underline.test(content) && ++underlines > maxUnderlines) throw tooMuch(path, line, `more than ${maxUnderlines} underlined headings or empty items without a blank line`);
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
