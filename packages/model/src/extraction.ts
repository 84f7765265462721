import type { Keyword, Level } from './keyword.ts';

/** Where in a document a requirement stands. */
export const places = ['paragraph', 'list-item', 'property-definition', 'table', 'blockquote'] as const;
export type Place = (typeof places)[number];

/** What a requirement says of the property it belongs to. */
export const roles = ['presence', 'presence-body', 'body'] as const;
export type Role = (typeof roles)[number];

/** Why a keyword occurrence is not a requirement. */
export const informativeReasons = [
  'boilerplate-definition',
  'reference-to-other-requirement',
  'example',
  'code-block',
  'other',
] as const;
export type InformativeReason = (typeof informativeReasons)[number];

export const propertyTypes = [
  'string',
  'int',
  'bool',
  'object',
  'map',
  'array of string',
  'array of object',
  'array of int',
  'file',
  'directory',
  'unspecified',
] as const;
export type PropertyType = (typeof propertyTypes)[number];

export const presences = ['REQUIRED', 'OPTIONAL', 'RECOMMENDED', 'CONDITIONAL', 'unspecified'] as const;
export type Presence = (typeof presences)[number];

/** Lines of a document, counted from 1, both ends included. */
export interface LineRange {
  start: number;
  end: number;
}

/** A place in a document; line and column count from 1, columns in UTF-16 code units. */
export interface Position {
  line: number;
  column: number;
}

/** Text that makes an obligation conditional, with the lines it stands on. */
export interface Condition extends LineRange {
  /** The word that opens it: `if`, `when`, `on`, `otherwise`, … in lower case. */
  marker: string;
}

/** The property a requirement belongs to. */
export interface PropertyRef {
  /** The kind of document the path starts from: `config`, `state`, `manifest`, … */
  root: string;
  /** JSON path from the root: `linux.resources.memory.limit`, `[]` for elements, `{}` for values of a free map. */
  path: string;
  role: Role;
}

/**
 * What identifies the words of a requirement: one hash per part, over normalised words,
 * so that rewrapping, markup and link targets leave it alone.
 */
export interface Fingerprint {
  /** The sentence, with its keyword marked. */
  sentence: string;
  /** Its own condition, when it has one. */
  condition?: string;
  /** What it inherits to be understood: lead-in, parent items, antecedent, property path. */
  context?: string;
  /** The list, table or code block that it introduces. */
  list?: string;
  /** Which duty of the sentence, from 1, where an override splits one occurrence; never set by the extractor. */
  part?: number;
}

/** The normalised words behind a {@link Fingerprint}. Holds text of the spec: never committed. */
export type FingerprintParts = Omit<Fingerprint, 'part'>;

/** One obligation: one keyword occurrence, or one item or row that inherits it. */
export interface Requirement extends Position {
  document: string;
  keyword: Keyword;
  level: Level;
  subject: string;
  conditional: boolean;
  condition?: Condition;
  /** Platforms the whole document or section is about; absent where it is about all. */
  platforms?: string[];
  section: { slug: string; line: number };
  /** The nearest author anchor above, or on the line. */
  anchor: string | null;
  property?: PropertyRef;
  place: Place;
  statement: LineRange;
  /** The keyword's sentence only introduces items or rows that are the requirements. */
  group?: true;
  /** The keyword of the group this item takes its level from. */
  inherits?: Position;
  fingerprint: Fingerprint;
  parts: FingerprintParts;
  /** The statement's sentence as a person reads it: markup removed, white space folded. */
  text: string;
}

/** A keyword occurrence that obliges nobody, with the reason. */
export interface Informative extends Position {
  document: string;
  keyword: Keyword;
  reason: InformativeReason;
}

/** A field the prose defines. */
export interface Property {
  document: string;
  line: number;
  root: string;
  path: string;
  type: PropertyType;
  /** The word the text uses: `uint32`, `string-string map`. */
  typeWritten: string;
  presence: Presence;
  /** The words of the definition itself, `unspecified` where it says nothing. */
  presenceWritten: string;
  /** When a CONDITIONAL presence applies, in the text's words. */
  condition?: string;
  values?: string[];
}

/** The headings of one document, in order. */
export interface Outline {
  document: string;
  headings: { slug: string; line: number; depth: number }[];
}

/** What the text of one spec version, or of one folder, says. */
export interface Extraction {
  spec: string | null;
  version: string | null;
  documents: { path: string; sha256: string }[];
  /** Where new ids find the parent of a section whose slug is only a numbered twin of another's. */
  outline?: Outline[];
  requirements: Requirement[];
  /** What a "must" or "shall" in lower case would be if it were meant: requirements only where an override says so. */
  lowerCase?: Requirement[];
  informative: Informative[];
  properties: Property[];
}

/** A requirement as it is handed out: without the words behind its fingerprint, with its ref where it has one. */
export interface PrintedRequirement extends Omit<Requirement, 'parts'> {
  /** Absent where nothing is registered for the text. */
  id?: string;
  revision?: number;
}

/** What `specproof extract --json` prints. */
export interface PrintedExtraction extends Omit<Extraction, 'outline' | 'requirements' | 'lowerCase'> {
  requirements: PrintedRequirement[];
  /** Sentences with a "must" or "shall" in lower case, with the fingerprint that an override names them by. */
  lowerCase?: PrintedRequirement[];
}
