import type { Fingerprint, Place, Position, PropertyRef } from './extraction.ts';
import type { Keyword, Level } from './keyword.ts';

/** What a change between two versions does to a requirement, in order of precedence. */
export const changeClasses = ['level', 'condition', 'reworded', 'editorial', 'added', 'removed'] as const;
export type ChangeClass = (typeof changeClasses)[number];

/** The classes a change of a requirement that stays can have. */
export type WordingClass = Exclude<ChangeClass, 'added' | 'removed'>;

/** What a change asks of those who have to act. */
export const effects = ['stricter', 'looser', 'different', 'none'] as const;
export type Effect = (typeof effects)[number];

/** What else happened to a requirement beside its change. */
export const changeFlags = ['moved', 'split', 'merged'] as const;
export type ChangeFlag = (typeof changeFlags)[number];

/** One wording of a requirement at one level, without its words. */
export interface RegisteredText {
  level: Level;
  fingerprint: Fingerprint;
  /** Truncated hashes of the word pairs, unordered, each four hex digits; no `context` where nothing is inherited. */
  pairs: { sentence: string; context?: string };
}

/** How a requirement stands in the text, apart from its words and lines. */
export interface RegisteredFacts {
  document: string;
  /** Slug of the section's heading. */
  section: string;
  anchor?: string;
  keyword: Keyword;
  subject: string;
  conditional?: true;
  place: Place;
  platforms?: string[];
  property?: PropertyRef;
  group?: true;
  /** Id of the group this item takes its level from. */
  inherits?: string;
}

/** What a version changed in the wording of a requirement. */
export interface RegisteredChange {
  class: WordingClass;
  effect: Effect;
  /** Nobody has judged the change yet: class and effect are a guess, the new revision is provisional. */
  unsettled?: true;
}

/** One requirement in one version. */
export interface RegisteredPlace extends Position {
  revision: number;
  /** Index into the requirement's `texts`. */
  text: number;
  /** Index into the requirement's `facts`. */
  facts: number;
  /** First and last line of the statement. */
  statement: [start: number, end: number];
  /** Against the predecessor, or where it was absent there, against the version that had it last. */
  change?: RegisteredChange;
}

/** One requirement across all versions of its spec. */
export interface RegisteredRequirement {
  /** Every wording it has had, in the order of registration. */
  texts: RegisteredText[];
  /** Every way it has stood in the text, in the order of registration. */
  facts: RegisteredFacts[];
  /** Keyed by version; absent where the requirement is not in the text. */
  versions: Record<string, RegisteredPlace>;
  /** Revisions that only misread texts had, ascending: their numbers stay taken. */
  skipped?: number[];
  /** Why an id that was given stands for nothing any more: it stays reserved. */
  retired?: string;
}

export interface RegisteredVersion {
  version: string;
  /** The version this one was written after; `null` for the first. */
  after: string | null;
  /** SHA-256 in hex of every document read, keyed by path. */
  documents: Record<string, string>;
}

/** `specs/<id>/registry.json`. Holds no sentence of the spec. */
export interface Registry {
  schemaVersion: 1;
  spec: string;
  prefix: string;
  /** In the order they were registered, every version behind its predecessor. */
  versions: RegisteredVersion[];
  /** Keyed by id, ordered by `compareIds`. */
  requirements: Record<string, RegisteredRequirement>;
}

/** One judgement of a change: whether the meaning changed, and why. */
export interface Decision {
  id: string;
  /** The version whose text is judged against its predecessor's. */
  version: string;
  /** Text keys (level and fingerprint) before and after. */
  from: string;
  to: string;
  class: WordingClass;
  effect: Effect;
  /** `true`: a new revision; `false`: the same meaning in other words. */
  meaning: boolean;
  reason: string;
}

/** A judgement of identity: the text that stands there is that requirement, or one of its own. */
export interface Binding {
  version: string;
  document: string;
  line: number;
  column: number;
  /** Text key (level and fingerprint) of what stands there. */
  text: string;
  /** The id it has to get; `new` for one of its own. */
  id: string;
  /** The revision it has to get, where a better reading would number it otherwise. */
  revision?: number;
  reason: string;
}

/** `specs/<id>/decisions.json` */
export interface Decisions {
  schemaVersion: 1;
  spec: string;
  decisions: Decision[];
  bindings: Binding[];
  /** Ids that were given to what turned out to be no requirement, ordered by `compareIds`. */
  retired: { id: string; reason: string }[];
}
