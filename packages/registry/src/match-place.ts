import { groupBy } from './item.ts';
import type { Item } from './item.ts';
import type { Matching } from './matching.ts';

/**
 * Matches by place alone, in documents of which not a byte changed: line and column, then, since a better
 * extractor may point to another word of it, the line where both sides have as many. `documents` gives,
 * for a document newly read, the path it was registered under.
 */
export function matchPlaces(
  matching: Matching,
  olds: readonly Item[],
  reads: readonly Item[],
  documents: ReadonlyMap<string, string>,
): void {
  const known = reads.filter((item) => documents.has(item.document));
  const registered = (item: Item): string => documents.get(item.document) ?? '';
  const byColumn = groupBy(matching.leftOf(olds), ({ document, line, column }) => `${document}\0${line}\0${column}`);
  for (const [place, group] of groupBy(matching.leftOf(known), (item) => `${registered(item)}\0${item.line}\0${item.column}`)) {
    matchGroup(matching, byColumn.get(place) ?? [], group);
  }
  const byLine = groupBy(matching.leftOf(olds), ({ document, line }) => `${document}\0${line}`);
  for (const [place, group] of groupBy(matching.leftOf(known), (item) => `${registered(item)}\0${item.line}`)) {
    const left = byLine.get(place) ?? [];
    if (left.length === group.length) matchGroup(matching, left, group);
  }
}

/** Several at one place are parts of a split sentence, or items of several groups: part with part, level with level, then in order. */
function matchGroup(matching: Matching, olds: readonly Item[], reads: readonly Item[]): void {
  for (const keyOf of [
    ({ fingerprint, level }: Item) => `${fingerprint.part} ${level}`,
    ({ fingerprint }: Item) => `${fingerprint.part}`,
    () => '',
  ]) {
    const left = groupBy(matching.leftOf(olds), keyOf);
    for (const read of matching.leftOf(reads)) {
      const old = left.get(keyOf(read))?.shift();
      if (old) matching.match(old, read);
    }
  }
}
