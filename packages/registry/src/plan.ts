import type { Binding, RegisteredChange, RegisteredFacts, RegisteredText, Position } from '@specproof/model';
import type { Change } from './change.ts';

/** How a requirement came to its id. */
export const origins = ['same', 'moved', 'changed', 'restored', 'new', 'bound', 'reread'] as const;
export type Origin = (typeof origins)[number];

/** One requirement of the text read, with its id and why it gets that one. */
export interface PlannedRequirement extends Position {
  id: string;
  why: Origin;
  /** How alike its words are to those it had, where they are not the same: from 0 to 1. */
  alike?: number;
  revision: number;
  change?: RegisteredChange;
  /** Only small words seem to differ: likely no change of meaning. A hint for the reviewer, no judgement. */
  suggestion?: 'editorial';
  statement: [start: number, end: number];
  facts: RegisteredFacts;
  text: RegisteredText;
}

/** What registering a version does: printed before, or instead of, being applied. */
export interface Plan {
  version: string;
  after: string | null;
  documents: Record<string, string>;
  /** Ordered by place. */
  requirements: PlannedRequirement[];
  /** Ids that the predecessor has and this version has not; empty where the version is read again. */
  removed: string[];
  /** Against the predecessor or, where the bytes of a registered version changed, against what is registered for it. */
  changes: Change[];
  /** Read again: what a better extractor does to a version that is registered already. */
  reread?: Reread;
  /** Bindings for this version whose text is no longer there, or whose id was taken. */
  staleBindings: Binding[];
}

/** What reading a registered text again corrected; none of it is a change of the spec. */
export interface Reread {
  /** Requirements that had been missed. */
  found: string[];
  /** Ids of what turned out to be none. */
  retired: string[];
  /** Ids of which level, facts, place or fingerprint were read differently. */
  corrected: string[];
}
