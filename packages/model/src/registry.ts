import type { Fingerprint, Place, PropertyRef, Position } from './extraction.ts';
import type { Keyword, Level } from './keyword.ts';

/** What a change between two versions does to a requirement, in order of precedence. */
export const changeClasses = ['level', 'condition', 'reworded', 'editorial', 'added', 'removed'] as const;
export type ChangeClass = (typeof changeClasses)[number];

/** What a change asks of those who have to act. */
export const effects = ['stricter', 'looser', 'different', 'none'] as const;
export type Effect = (typeof effects)[number];

/** What else happened to a requirement beside its change. */
export const changeFlags = ['moved', 'split', 'merged'] as const;
export type ChangeFlag = (typeof changeFlags)[number];

/** One wording of a requirement, without its words. */
export interface RegisteredText {
  fingerprint: Fingerprint;
  /** Truncated hashes of the word pairs of sentence and context, unordered, each four hex digits. */
  pairs: { sentence: string; context: string };
}

/** Where and how a requirement stands in one version. */
export interface RegisteredPlace extends Position {
  revision: number;
  /** Index into the requirement's `texts`. */
  text: number;
  document: string;
  section: string;
  sectionLine: number;
  anchor: string | null;
  keyword: Keyword;
  level: Level;
  subject: string;
  conditional: boolean;
  place: Place;
  platforms?: string[];
  property?: PropertyRef;
  statement: [start: number, end: number];
  group?: true;
  /** Id of the group this item takes its level from. */
  inherits?: string;
  /** The change against the predecessor has been flagged and nobody has settled it yet. */
  unsettled?: true;
}

/** One requirement across all versions of its spec. */
export interface RegisteredRequirement {
  texts: RegisteredText[];
  /** Keyed by version; absent where the requirement is not in the text. */
  versions: Record<string, RegisteredPlace>;
  /** An extractor that read better took it back: the id stays reserved. */
  retired?: string;
}

/** `specs/<id>/registry.json`. Holds no sentence of the spec. */
export interface Registry {
  schemaVersion: 1;
  spec: string;
  prefix: string;
  /** Registered versions in the order they were registered, with the hash of every document read. */
  versions: Record<string, { after: string | null; documents: Record<string, string> }>;
  /** Keyed by id, ordered by `compareIds`. */
  requirements: Record<string, RegisteredRequirement>;
}

/** One judgement of a change: whether the meaning changed, and why. */
export interface Decision {
  id: string;
  /** The version whose text is judged against its predecessor's. */
  version: string;
  /** Fingerprint keys of the text before and after. */
  from: string;
  to: string;
  class: Exclude<ChangeClass, 'added' | 'removed'>;
  effect: Effect;
  /** `true`: a new revision; `false`: the same meaning in other words. */
  meaning: boolean;
  reason: string;
}

/** A judgement of identity that reconciling alone gets wrong: this text is, or is not, that requirement. */
export interface Binding {
  version: string;
  document: string;
  line: number;
  column: number;
  /** Fingerprint key of the text that stands there. */
  text: string;
  /** The id it has to get; `new` for one of its own. */
  id: string;
  reason: string;
}

/** `specs/<id>/decisions.json` */
export interface Decisions {
  schemaVersion: 1;
  spec: string;
  decisions: Decision[];
  bindings: Binding[];
}
