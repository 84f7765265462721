import type { ChangeClass, ChangeFlag, Effect, Level, Registry } from '@specproof/model';
import { viewRequirement } from '@specproof/registry';
import type { Change, ChangeSide } from '@specproof/registry';
import { changedParts } from './changed-parts.ts';
import type { ChangedPart } from './changed-parts.ts';
import type { TextAt } from '../texts/texts-by-place.ts';

/** A change with what a person needs to judge it. */
export interface DescribedChange {
  id: string;
  /** The id is made up for this comparison; `specproof lock` gives the real one. */
  provisional?: true;
  class: ChangeClass | 'moved';
  effect: Effect;
  flags: ChangeFlag[];
  with?: string[];
  group?: true;
  unsettled?: true;
  /** Only small words seem to differ. */
  suggestion?: 'editorial';
  /** Says what it is about where there is no text. */
  label: string;
  /** What changed around the sentence; absent where nothing did. */
  parts?: ChangedPart[];
  from?: DescribedSide;
  to?: DescribedSide;
}

export interface DescribedSide {
  ref: string;
  level: Level;
  document: string;
  section: string;
  anchor?: string;
  line: number;
  column: number;
  /** Upstream at the pinned commit. */
  url?: string;
  /** Absent where the text is not at hand. */
  text?: string;
}

/** One side of a comparison. */
export interface Side {
  /** As it is named to people. */
  name: string;
  /** As the registry of the comparison names it. */
  version: string;
  texts: TextAt;
  url: (document: string, line: number) => string | undefined;
}

export interface Comparison {
  registry: Registry;
  from: Side;
  to: Side;
  provisional?: ReadonlySet<string>;
  suggestions?: ReadonlySet<string>;
}

/** The changes with texts, links and labels. */
export const describeChanges = (changes: readonly Change[], comparison: Comparison): DescribedChange[] => changes.map((change) => describe(change, comparison));

function describe(change: Change, comparison: Comparison): DescribedChange {
  const { id, effect, flags, with: others, group, unsettled, from, to } = change;
  const kind = change.class ?? 'moved';
  const parts = from && to && kind !== 'moved' ? changedParts(comparison.from.texts(from), comparison.to.texts(to)) : [];
  return {
    id,
    ...(comparison.provisional?.has(id) && { provisional: true as const }),
    class: kind,
    effect,
    flags: kind === 'moved' ? flags.filter((flag) => flag !== 'moved') : flags,
    ...(others && { with: others }),
    ...(group && { group }),
    ...(unsettled && { unsettled }),
    ...(comparison.suggestions?.has(id) && { suggestion: 'editorial' as const }),
    label: labelOf(comparison, id),
    ...(parts.length > 0 && { parts }),
    ...(from && { from: describeSide(from, comparison.from) }),
    ...(to && { to: describeSide(to, comparison.to) }),
  };
}

function describeSide({ ref, level, document, section, anchor, line, column }: ChangeSide, side: Side): DescribedSide {
  const { text } = side.texts({ document, line, column }) ?? {};
  const url = side.url(document, line);
  return { ref, level, document, section, ...(anchor !== undefined && { anchor }), line, column, ...(url !== undefined && { url }), ...(text !== undefined && { text }) };
}

function labelOf({ registry, from, to }: Comparison, id: string): string {
  const view = viewRequirement(registry, id, to.version) ?? viewRequirement(registry, id, from.version);
  return view ? labelOfView(view) : id;
}

/** Says in a few words what a requirement is about, without its text: level, and property or section. */
export function labelOfView({ level, subject, document, section, property }: { level: Level; subject: string; document: string; section: string; property?: { root: string; path: string } }): string {
  const about = property ? `property ${property.root}${property.path === '' ? '' : ` ${property.path}`}` : `${document} § ${section}`;
  return `${subject} ${level}, ${about}`;
}
