import { compareIds } from '@specproof/model';
import type { Fingerprint, Level, Position, PropertyRef, RegisteredText } from '@specproof/model';
import { fingerprintKey, textKey } from './fingerprint-key.ts';
import { comparedText } from './similarity.ts';
import type { ComparedText } from './similarity.ts';

/** A requirement on one side of a match: registered, or newly read. */
export interface Item extends Position {
  document: string;
  section: string;
  /** Document and section as one string. */
  scope: string;
  level: Level;
  fingerprint: Fingerprint;
  property?: PropertyRef;
  /** Level and words. */
  key: string;
  /** Words alone. */
  words: string;
  /** Where it was registered; absent on what was newly read. */
  id?: string;
  readonly text: ComparedText;
}

type ItemSource = Position & Pick<Item, 'document' | 'level' | 'fingerprint' | 'property' | 'id'>;

/** An item whose pairs are read when they are first asked for: most items match without. */
export function makeItem(source: ItemSource, section: string, pairs: () => RegisteredText['pairs']): Item {
  const { document, line, column, level, fingerprint, property, id } = source;
  let text: ComparedText | undefined;
  return {
    document,
    section,
    scope: sectionKey({ document, section }),
    line,
    column,
    level,
    fingerprint,
    ...(property && { property }),
    ...(id !== undefined && { id }),
    key: textKey({ level, fingerprint }),
    words: fingerprintKey(fingerprint),
    get text() {
      text ??= comparedText({ fingerprint, pairs: pairs() });
      return text;
    },
  };
}

/** Orders by place; what stands at one place by its part, level and words. */
export const comparePlaces = (a: PlacedItem, b: PlacedItem): number =>
  compareText(a.document, b.document) ||
  a.line - b.line ||
  a.column - b.column ||
  (a.fingerprint.part ?? 0) - (b.fingerprint.part ?? 0) ||
  compareText(a.key, b.key) ||
  compareIds(a.id ?? '', b.id ?? '');

type PlacedItem = Pick<Item, 'document' | 'line' | 'column' | 'fingerprint' | 'key' | 'id'>;

/** Orders strings by UTF-16 code units. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The section as one string. */
export const sectionKey = ({ document, section }: { document: string; section: string }): string => `${document}\0${section}`;

/** Items grouped by a key, groups and members in the order given. */
export function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
