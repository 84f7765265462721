import { partTitles } from './changed-parts.ts';
import type { DescribedChange, DescribedSide } from './described-change.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { readableDiff } from './readable-diff.ts';
import { byClass, classTitles, remarksOf, sayFigures, summarise } from './summarise.ts';
import type { ShownClass } from './summarise.ts';

/** What fits a comment on GitHub, with room for what a bot puts around it; in bytes. */
const largest = 60_000;
/** Room kept for saying what was left out. */
const reserve = 600;
/** A cell longer than this is cut; in characters. */
const longestText = 1500;

export interface MarkdownInput {
  title: { spec: string; from: string; to: string };
  changes: readonly DescribedChange[];
  /** Said below the figures. */
  notes: readonly string[];
}

/** The changes as Markdown without HTML, at most 60 KB; says what was left out. */
export function formatMarkdown({ title, changes, notes }: MarkdownInput): string {
  const [spec, from, to] = [title.spec, title.from, title.to].map(escapeMarkdown) as [string, string, string];
  const blocks = [`## ${spec}: ${from} → ${to}`, '', `**${sayFigures(summarise(changes))}**`, ...notes.flatMap((note) => ['', escapeMarkdown(note)])];
  const size = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
  let used = size(blocks);
  const cut: { kind: ShownClass; n: number }[] = [];
  for (const { kind, changes: group } of byClass(changes)) {
    const head = ['', `### ${classTitles[kind]} (${group.length})`, '', ...tableHead(kind, from, to)];
    const rows = group.map((change) => formatRow(change, kind));
    const fitting = fit(rows, largest - reserve - used - size(head), size);
    if (fitting.length > 0) {
      blocks.push(...head, ...fitting);
      used += size([...head, ...fitting]);
    }
    if (fitting.length < rows.length) cut.push({ kind, n: rows.length - fitting.length });
  }
  if (cut.length > 0) {
    const left = cut.map(({ kind, n }) => `${n} ${classTitles[kind].toLowerCase()}`).join(', ');
    blocks.push('', `Left out to keep this short: ${left}. All of it: \`specproof diff ${[title.spec, title.from, title.to].map((word) => word.replaceAll('`', '')).join(' ')}\``);
  }
  return `${blocks.join('\n')}\n`;
}

function fit(rows: readonly string[], room: number, size: (lines: readonly string[]) => number): string[] {
  let left = room;
  const end = rows.findIndex((row) => (left -= size([row])) < 0);
  return rows.slice(0, end === -1 ? rows.length : end);
}

const tableHead = (kind: ShownClass, from: string, to: string): string[] =>
  kind === 'added' || kind === 'removed'
    ? ['| requirement | level | place | text |', '| --- | --- | --- | --- |']
    : [`| requirement | level | effect | ${from} | ${to} |`, '| --- | --- | --- | --- | --- |'];

function formatRow(change: DescribedChange, kind: ShownClass): string {
  const { from, to } = change;
  const one = to ?? from;
  const ref = `\`${one?.ref ?? change.id}\``;
  const level = from && to && from.level !== to.level ? `${from.level} → ${to.level}` : (one?.level ?? '');
  const remarks = remarksOf(change).map(escapeMarkdown).join(', ');
  if (kind === 'added' || kind === 'removed') {
    return row(remarks === '' ? ref : `${ref}: ${remarks}`, level, one ? link(one) : '', one?.text === undefined ? escapeMarkdown(change.label) : cell(one.text));
  }
  const [before, after] = from?.text !== undefined && to?.text !== undefined ? bothTexts(from.text, to.text) : [from, to].map((side) => (side?.text === undefined ? escapeMarkdown(change.label) : cell(side.text)));
  const parts = (change.parts ?? []).map(({ part, from: old, to: now }) => ({ title: partTitles[part], texts: bothTexts(old, now) }));
  const around = (side: 0 | 1): string => parts.map(({ title, texts }) => ` (*${title}:* ${texts[side] || 'nothing'})`).join('');
  return row(ref, level, remarks, `${from ? `${link(from)}: ` : ''}${before}${around(0)}`, `${to ? `${link(to)}: ` : ''}${after}${around(1)}`);
}

const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`;

const cell = (text: string): string => escapeMarkdown(shorten(text));

const shorten = (text: string): string => (text.length <= longestText ? text : `${text.slice(0, longestText).replace(/\s*\S*$/u, '')} …`);

function bothTexts(before: string, after: string): [string, string] {
  const tokens = readableDiff(shorten(before), shorten(after));
  const side = (other: 'added' | 'removed', mark: string): string =>
    tokens
      .filter(({ kind }) => kind !== other)
      .map(({ kind, text }) => (kind === 'same' ? escapeMarkdown(text) : `${mark}${escapeMarkdown(text)}${mark}`))
      .join(' ');
  return [side('added', '~~'), side('removed', '**')];
}

/** The path of a document may hold anything that a file name may. */
function link({ document, line, url }: DescribedSide): string {
  const place = escapeMarkdown(`${document}:${line}`);
  return url === undefined ? place : `[${place}](<${url.replaceAll(/[<>|\\\s]/gu, encodeURIComponent)}>)`;
}
