import { changeClasses, effects } from '@specproof/model';
import { count, tally } from '../output/count.ts';
import type { DescribedChange } from './described-change.ts';

/** In the order in which they are shown: the gravest first. */
export const shownClasses = [...changeClasses, 'moved'] as const;
export type ShownClass = (typeof shownClasses)[number];

export const classTitles = {
  level: 'Level changed',
  condition: 'Condition changed',
  reworded: 'Reworded',
  editorial: 'In other words only',
  added: 'Added',
  removed: 'Removed',
  moved: 'Only moved',
} as const satisfies Record<ShownClass, string>;

export interface ChangeSummary {
  total: number;
  classes: Partial<Record<ShownClass, number>>;
  effects: Record<string, number>;
  unsettled: number;
}

export const summarise = (changes: readonly DescribedChange[]): ChangeSummary => ({
  total: changes.length,
  classes: counted(tally(changes.map((change) => change.class), shownClasses)),
  effects: counted(tally(changes.map(({ effect }) => effect), effects)),
  unsettled: changes.filter(({ unsettled }) => unsettled).length,
});

const counted = (list: readonly { value: string; n: number }[]): Record<string, number> => Object.fromEntries(list.map(({ value, n }) => [value, n]));

/** One or two sentences with the figures. */
export function sayFigures({ total, classes, effects: byEffect, unsettled }: ChangeSummary): string {
  if (total === 0) return 'No requirement changed.';
  const kinds = shownClasses.flatMap((kind) => (classes[kind] ? [`${classes[kind]} ${classTitles[kind].toLowerCase()}`] : []));
  const asked = (['stricter', 'looser', 'different'] as const).flatMap((effect) => (byEffect[effect] ? [`${byEffect[effect]} ${effect}`] : []));
  return [
    `${count(total, 'change')}: ${kinds.join(', ')}.`,
    ...(asked.length > 0 ? [`Of what is asked: ${asked.join(', ')}.`] : []),
    ...(unsettled > 0 ? [`${unsettled} not settled yet.`] : []),
  ].join(' ');
}

/** Changes by their class, in the order they are shown; classes without any are left out. */
export const byClass = (changes: readonly DescribedChange[]): { kind: ShownClass; changes: DescribedChange[] }[] =>
  shownClasses.map((kind) => ({ kind, changes: changes.filter((change) => change.class === kind) })).filter((group) => group.changes.length > 0);

/** What stands beside the class: `looser, split with runtime/config/x/3, not settled`. */
export function remarksOf({ class: kind, effect, flags, with: others, unsettled, group, provisional, suggestion }: DescribedChange): string[] {
  const flagged = flags.map((flag) => (others && flag !== 'moved' ? `${flag} with ${others.join(', ')}` : flag));
  return [
    ...(effect !== 'none' && kind !== 'added' && kind !== 'removed' ? [effect] : []),
    ...flagged,
    ...(group ? ['introduces a list'] : []),
    ...(provisional ? ['id not given yet'] : []),
    ...(unsettled ? ['not settled'] : []),
    ...(suggestion ? ['seems editorial'] : []),
  ];
}
