import type { Presence, PropertyType } from './extraction.ts';
import type { Level } from './keyword.ts';

/** What a rule speaks of: the property's value, the elements of its array, or the keys or values of its map. */
export const ruleTargets = ['value', 'elements', 'keys', 'values'] as const;
export type RuleTarget = (typeof ruleTargets)[number];

/** String formats that specifications name by their own documents, and paths that start at the root of a file system. */
export const formats = ['date-time', 'uri', 'media-type', 'base64', 'semver', 'absolute-path'] as const;
export type Format = (typeof formats)[number];

/** A JSON value that properties are compared with. */
export type Scalar = string | number | boolean;

/** A case in which a rule holds. Paths start at the root of the document, as properties' paths do. */
export type Case =
  | { kind: 'platform'; platforms: string[]; not?: true }
  | { kind: 'equals'; path: string; values: Scalar[]; not?: true }
  | { kind: 'present'; path: string; not?: true };

/** What the text demands of a value. */
export type Demand =
  | { kind: 'required' }
  | { kind: 'forbidden' }
  | { kind: 'format'; format: Format }
  /** A regular expression; with `where`, only values that match that one are meant. */
  | { kind: 'pattern'; pattern: string; where?: string }
  /** The values allowed; with `open`, others are allowed too. */
  | { kind: 'values'; values: Scalar[]; open?: true }
  | { kind: 'range'; minimum?: number; exclusiveMinimum?: number; maximum?: number }
  /** So many elements at least. */
  | { kind: 'length'; min: number }
  | { kind: 'type'; type: 'string' | 'integer' | 'boolean' | 'object' | 'array' }
  /** One of the fields at least is there. */
  | { kind: 'one-of'; names: string[] }
  /** A document of another root. */
  | { kind: 'document'; root: string }
  /** Built like another property. */
  | { kind: 'like'; root: string; path: string }
  | { kind: 'nullable' }
  /** The property is only there on that platform. */
  | { kind: 'platform'; platform: string }
  /** The document meets a schema file of the spec, which the text makes part of itself. */
  | { kind: 'schema'; file: string }
  /** No field but those the text defines, where the field at `path` names the version that defines them. */
  | { kind: 'closed'; path: string };

/** One demand, with where it comes from. */
export type PropertyRule = Demand & {
  /** `value` where absent. */
  target?: RuleTarget;
  /** All of them have to hold. */
  when?: Case[];
  /** Absent where the definition says it without a keyword. */
  level?: Level;
  /** It is only a part of what its requirements demand: a value that meets it shows nothing of them. */
  part?: true;
  /** Requirements that say it; none where the definition does without a keyword. */
  refs?: string[];
};

/** A property as the text of one or more versions defines it. */
export interface RegisteredProperty {
  /** `document:line` of the definition in every version that has it. */
  versions: Record<string, string>;
  type: PropertyType;
  /** The text's word for the type, where it says more: `uint32`, `string-string map`. */
  written?: string;
  /** What the definition's head says; cases are among the rules. */
  presence: Presence;
  /** Cases in which there is such a field; in all where absent. */
  when?: Case[];
  /** Requirements that state the presence. */
  refs?: string[];
  rules?: PropertyRule[];
}

/** `specs/<id>/properties.json`: what the text defines, without its words. */
export interface Properties {
  schemaVersion: 1;
  spec: string;
  /** Keyed by root, then by path; `''` is the document itself. */
  properties: Record<string, Record<string, RegisteredProperty[]>>;
}
