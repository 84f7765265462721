import type { SchemaLocation, SchemaSet } from '../official/schema-set.ts';
import type { Said, Topics } from './facts.ts';

/** How far a property has to be there. */
export const presenceWords = ['REQUIRED', 'CONDITIONAL', 'OPTIONAL'] as const;
export type PresenceWord = (typeof presenceWords)[number];

export interface PresenceFact {
  readonly word: PresenceWord;
  /** It must not be there: ever, or under some condition. */
  readonly refused?: 'always' | 'sometimes';
}

/** All that a schema set says of one property path. */
export interface PropertyRow {
  /** As `extract` writes it: `a.b[]`, `a{}`, `a["b.c"]`; empty for the document itself. */
  readonly path: string;
  /** Where the property is introduced. */
  readonly at: SchemaLocation;
  readonly presence: Said<PresenceFact>;
  readonly topics: Topics;
  /** What holds under some condition only. */
  readonly under: readonly Topics[];
  /** What is below was described further up already: the value contains values of its own kind. */
  readonly recursive?: true;
}

/** A set of schemas and the file in it that describes whole documents. */
export interface SchemaEntry {
  readonly set: SchemaSet;
  readonly file: string;
}
