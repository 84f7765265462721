import { isSpecproofError } from '@specproof/model';
import type { Extraction } from '@specproof/model';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extractSpec } from '../src/extract-spec.ts';
import { newestTexts } from './spec-texts.ts';

const read = (content: Uint8Array | string): Extraction =>
  extractSpec({ spec: null, version: null, documents: [{ path: 'tea.md', content: typeof content === 'string' ? new TextEncoder().encode(content) : content }] });

/** Reads, or tells why not: only our own errors, which name the document. */
function attempt(content: Uint8Array | string): Extraction | undefined {
  try {
    return read(content);
  } catch (error) {
    if (isSpecproofError(error) && /^tea\.md[:\s]/u.test(error.message)) return undefined;
    throw error;
  }
}

const keyword = /(?<![A-Za-z0-9_])(?:(?:MUST|SHALL|SHOULD|MAY)(?:\s+NOT)?|(?:NOT\s+)?RECOMMENDED|REQUIRED|OPTIONAL)(?![A-Za-z0-9_])/gu;

/** Every keyword of the text is told of once, at its place. */
function expectEveryKeyword(text: string, extraction: Extraction): void {
  const starts = [0, ...[...text.matchAll(/\r\n?|\n/gu)].map((end) => end.index + end[0].length)];
  const told = [...extraction.requirements.filter(({ inherits }) => !inherits), ...extraction.informative].map(({ line, column, keyword }) => ({ at: (starts[line - 1] ?? 0) + column - 1, keyword }));
  const places = told.map(({ at }) => at);
  expect(new Set(places).size).toBe(places.length);
  expect(told.filter(({ at, keyword }) => !text.startsWith(keyword.replace(/ .*/u, ''), at))).toEqual([]);
  // beside these: `_MUST_`, whose underscores are markup
  expect([...text.matchAll(keyword)].map((match) => match.index).filter((at) => !places.includes(at))).toEqual([]);
}

const word = fc.constantFrom('MUST', 'MUST NOT', 'MAY', 'SHOULD', 'REQUIRED', 'RECOMMENDED', 'tea', 'the server', 'if', '`pot`', '**pot**', '*', '_', '[', ']', '(', ')', '|', '\n', '\r\n', '\r', '\n\n', '* ', '  * ', '> ', '# ', '\t', '<a ', '-->', '<!--', '```', '&amp;', '\\', '\0', '. ', ', ', ': ', ' ', '| - |', '(string, REQUIRED)', '1. ', '---', 'http://a.b', '[^1]', '\u{1F375}');

describe('whatever it is given', () => {
  test('arbitrary bytes are read or refused', () => {
    expect(() => fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void attempt(bytes)), { numRuns: 300 })).not.toThrow();
  });

  test('in arbitrary Markdown every keyword is told of once', () => {
    expect(() => fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        const text = words.join('');
        const extraction = attempt(text);
        if (extraction) expectEveryKeyword(text, extraction);
      }),
      { numRuns: 1500 },
    )).not.toThrow();
  });

  const documents = newestTexts().flatMap((text) => text.documents.map(({ content }) => new TextDecoder().decode(content)));

  test.skipIf(documents.length === 0)('in real documents, too (needs the texts)', () => {
    expect(documents).not.toEqual([]);
    for (const text of documents) expectEveryKeyword(text, read(text));
  });

  test.skipIf(documents.length === 0)('real documents with pieces moved, lost and put in are read or refused (needs the texts)', () => {
    expect(() => fc.assert(
      fc.property(fc.constantFrom(...documents.filter((text) => text.length < 20_000)), fc.array(fc.tuple(fc.nat(), fc.nat(300), word), { minLength: 1, maxLength: 6 }), (text, edits) => {
        let changed = text;
        for (const [at, length, put] of edits) changed = changed.slice(0, at % (changed.length + 1)) + put + changed.slice((at % (changed.length + 1)) + length);
        const extraction = attempt(changed);
        if (extraction) expectEveryKeyword(changed, extraction);
      }),
      { numRuns: 40 },
    )).not.toThrow();
  });
});

const times = (text: string, bytes: number): string => text.repeat(Math.ceil(bytes / text.length));
const size = 20_000;

test.each<[string, string]>([
  ['open brackets', times('[', size)],
  ['open images', times('![', size)],
  ['backticks of growing length', Array.from({ length: 300 }, (_, i) => `e${'`'.repeat(i)}`).join('')],
  ['open tags', times('<a ', size)],
  ['open emphasis', times('*a **a *a', size)],
  ['open link targets', times('[a](<b', size)],
  ['open references', times('[x][', size)],
  ['open comments', times('<!-- ', size)],
  ['processing instructions', times('a <?', size)],
  ['nested quotes', `${'>'.repeat(100_000)} MUST`],
  ['nested lists', `${'* '.repeat(100_000)}MUST`],
  ['lists nested line by line', Array.from({ length: 1000 }, (_, i) => `${' '.repeat(2 * i)}* a`).join('\n')],
  ['quotes left and entered again', times('> a\nb\n', size)],
  ['underlined headings in a row', times('a\n-\n', size)],
  ['a table of many columns', `|${times('a|', 10_000)}\n|${times('-|', 10_000)}\n|${times('MUST|', 25_000)}`],
  ['a table of many rows', `|a|b|\n|-|-|\n${times('|x MUST y|z|\n', size)}`],
  ['many headings', times('# H\n\n', size)],
  ['many link definitions', times('[a]: b\n', 12_000)],
  ['one long line', times('A server MUST boil. ', size)],
  ['one long sentence', times('it MUST boil `tea` and ', size)],
  ['one long paragraph', times('A server MUST boil, if asked.\n', size)],
  ['many keywords in a row', times('MUST, ', size)],
  ['many definitions', times('* **`p`** (array, REQUIRED) MUST boil\n', size)],
])('%s: read or refused, in time', (_name, text) => {
  expect(() => {
    const extraction = attempt(text);
    if (extraction) expectEveryKeyword(text, extraction);
  }).not.toThrow();
}, 20_000);

test.each([
  ['bytes that are not UTF-8', new Uint8Array([0x61, 0x0a, 0xff]), 'DOCUMENT_UNREADABLE', 'tea.md:2: not UTF-8. Save the file as UTF-8.'],
  ['50 MB', new Uint8Array(50_000_000), 'DOCUMENT_TOO_LARGE', 'tea.md: 47.7 MiB; documents up to 16 MiB are read. Split it, or leave it out.'],
  ['deep nesting', `a\n\n${'> '.repeat(200)}b`, 'DOCUMENT_TOO_DEEP', 'tea.md:3: more than 100 levels of lists or block quotes. Flatten them.'],
  ['markup without end', `a\n\n${'['.repeat(3000)}`, 'DOCUMENT_TOO_DEEP', 'tea.md:3: more than 2000 brackets, asterisks, backticks and other marks in one paragraph. Put blank lines in, or the text into a code block.'],
])('%s are refused with the place', (_name, content, code, message) => {
  expect(() => read(content)).toThrow(expect.objectContaining({ code, message }) as Error);
});

test.each([
  ['nothing', '', []],
  ['no headings', 'It MUST boil.', ['1:4']],
  ['a byte order mark', '\uFEFFIt MUST boil.', ['1:4']],
  ['CRLF', 'a\r\n\r\nIt MUST boil.\r\n', ['3:4']],
  ['CR', 'a\r\rIt MUST boil.\r', ['3:4']],
  ['tabs', '*\tIt MUST boil.\n\n\tIt MAY cool.', ['1:6', '3:5']],
  ['NUL', 'It \0 MUST boil.', ['1:6']],
])('%s: places are those of the file', (_name, text, places) => {
  expect(read(text).requirements.map(({ line, column }) => `${line}:${column}`)).toEqual(places);
});
