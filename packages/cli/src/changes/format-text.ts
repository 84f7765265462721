import type { Colors } from '../output/output.ts';
import { plain } from '../output/plain.ts';
import { wrap } from '../output/wrap.ts';
import { partTitles } from './changed-parts.ts';
import type { ChangedPart } from './changed-parts.ts';
import type { DescribedChange, DescribedSide } from './described-change.ts';
import { readableDiff } from './readable-diff.ts';
import { byClass, classTitles, remarksOf } from './summarise.ts';

/** The changes for a terminal, grouped by class. */
export function formatChanges(changes: readonly DescribedChange[], colors: Colors): string[] {
  return byClass(changes).flatMap((group) => [
    colors.bold(`${classTitles[group.kind]} (${group.changes.length})`),
    ...group.changes.flatMap((change) => ['', ...formatChange(change, colors)]),
    '',
  ]);
}

/** One change: what it is, both texts as one, where it stands. */
export function formatChange(change: DescribedChange, colors: Colors): string[] {
  const { from, to } = change;
  const ref = colors.bold((to ?? from)?.ref ?? change.id);
  const level = from && to && from.level !== to.level ? `${from.level} → ${to.level}` : (to ?? from)?.level;
  return [
    [`  ${ref}`, level, ...remarksOf(change)].join('  '),
    ...wrap(textOf(change, colors), '    '),
    ...formatParts(change.parts ?? [], colors, '    '),
    ...placesOf(change).map((place) => colors.dim(`    ${place}`)),
  ];
}

function textOf({ label, from, to }: DescribedChange, colors: Colors): string {
  const one = to ?? from;
  if (from?.text !== undefined && to?.text !== undefined) return formatWordDiff(from.text, to.text, colors);
  if (from && to) return to.text === undefined ? (from.text === undefined ? `(${plain(label)})` : `before: ${plain(from.text)}`) : `now: ${plain(to.text)}`;
  return one?.text === undefined ? `(${plain(label)})` : plain(one.text);
}

/** Both texts in one: `[-old-]{+new+}`, or in colour. */
export function formatWordDiff(before: string, after: string, colors: Colors): string {
  const marks = colors.isColorSupported
    ? { removed: (text: string) => colors.red(colors.strikethrough(text)), added: colors.green }
    : { removed: (text: string) => `[-${text}-]`, added: (text: string) => `{+${text}+}` };
  return readableDiff(before, after)
    .map(({ kind, text }) => (kind === 'same' ? text : marks[kind](text)))
    .join(' ');
}

/** What changed around the sentence, in the words that are compared: small letters, without markup. */
export const formatParts = (parts: readonly ChangedPart[], colors: Colors, indent: string): string[] =>
  parts.flatMap(({ part, from, to }) => wrap(`${colors.italic(`${partTitles[part]}:`)} ${formatWordDiff(from, to, colors)}`, indent));

function placesOf({ from, to }: DescribedChange): string[] {
  const place = ({ document, line, url }: DescribedSide): string => url ?? `${plain(document)}:${line}`;
  if (from && to) return [...new Set([place(from), place(to)])].map((at, i, all) => (all.length === 1 ? at : `${i === 0 ? 'before' : 'now   '} ${at}`));
  return [from, to].flatMap((side) => (side ? [place(side)] : []));
}
