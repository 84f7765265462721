import type { ChangeFlag, RegisteredText } from '@specproof/model';
import type { Change } from './change.ts';
import { comparedText, containment } from './similarity.ts';
import type { ComparedText } from './similarity.ts';

const mostly = 0.6;
const lost = 0.25;
const minPairs = 4;
const maxPostings = 50;

/**
 * Flags splits and merges: a sentence that came, and whose words stood in one that lost them, was split off it;
 * a sentence that went, and whose words stand in one that gained them, was merged into it.
 */
export function relate(changes: readonly Change[], texts: ReadonlyMap<string, { from?: RegisteredText; to?: RegisteredText }>): Change[] {
  const related = new Map<string, { flags: Set<ChangeFlag>; with: Set<string> }>();
  const note = (flag: ChangeFlag, a: Change, b: Change): void => {
    for (const [change, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const entry = related.get(change.id) ?? { flags: new Set(), with: new Set() };
      entry.flags.add(flag);
      entry.with.add(other.id);
      related.set(change.id, entry);
    }
  };
  const compared = new Map<RegisteredText, ComparedText>();
  const side = (name: 'from' | 'to') => (change: Change): ComparedText | undefined => {
    const text = texts.get(change.id)?.[name];
    if (text && !compared.has(text)) compared.set(text, comparedText(text));
    return text && compared.get(text);
  };
  findContained(changes, 'added', side('to'), side('from')).forEach(([part, whole]) => note('split', part, whole));
  findContained(changes, 'removed', side('from'), side('to')).forEach(([part, whole]) => note('merged', part, whole));
  return changes.map((change) => {
    const entry = related.get(change.id);
    return entry ? { ...change, flags: [...change.flags, ...entry.flags], with: [...entry.with].sort() } : change;
  });
}

/** Pairs of a sentence that stands on one side only, and a reworded one that on the other side has its words. */
function findContained(
  changes: readonly Change[],
  partClass: 'added' | 'removed',
  here: (change: Change) => ComparedText | undefined,
  there: (change: Change) => ComparedText | undefined,
): [Change, Change][] {
  const wholes = changes.filter((change) => change.from && change.to && change.from.text !== change.to.text);
  const index = new Map<number, Change[]>();
  for (const whole of wholes) {
    for (const pair of new Set(there(whole)?.sentence)) {
      const postings = index.get(pair);
      if (!postings) index.set(pair, [whole]);
      else if (postings.length < maxPostings) postings.push(whole);
    }
  }
  const pairs: [Change, Change][] = [];
  for (const part of changes) {
    const text = part.class === partClass ? here(part) : undefined;
    if (!text || text.sentence.length < minPairs) continue;
    const likely = new Set<Change>();
    for (const pair of new Set(text.sentence)) for (const whole of index.get(pair) ?? []) likely.add(whole);
    for (const whole of likely) {
      const [had, has] = [there(whole), here(whole)];
      if (!had || !has) continue;
      const before = containment(text, had);
      if (before >= mostly && before - containment(text, has) >= lost) pairs.push([part, whole]);
    }
  }
  return pairs;
}
