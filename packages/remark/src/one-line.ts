import type { FlatText } from './flat-text.ts';

/** The text with every white-space character a blank, so that where its lines break means nothing; offsets stay. */
export const oneLine = (text: string): string => text.replace(/\s/gu, ' ');

const lines = new WeakMap<FlatText, string>();

/** A block's text as {@link oneLine} gives it, kept: it is asked for once a keyword. */
export function lineOf(flat: FlatText): string {
  let line = lines.get(flat);
  if (line === undefined) lines.set(flat, (line = oneLine(flat.text)));
  return line;
}
