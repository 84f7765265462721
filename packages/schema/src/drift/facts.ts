import type { Json } from '../official/json.ts';
import type { SchemaLocation } from '../official/schema-set.ts';

/** Which schema says something, and by which keyword. */
export interface Saying {
  readonly at: SchemaLocation;
  readonly keyword: string;
}

/** Something a schema says, with the place that says it. */
export interface Said<T> extends Saying {
  readonly value: T;
}

/** Bounds, both included; open where absent. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

/** What is said of an array as a whole. */
export interface ItemFacts extends Bounds {
  readonly unique?: true;
  /** Only that many first elements are described. */
  readonly onlyFirst?: number;
}

/** What is said of the names in an object. */
export interface NameFacts {
  readonly pattern?: string;
  /** Other names than the described ones are refused. */
  readonly closed?: true;
}

/** What can be said of one value, by topic. */
export interface TopicValues {
  type: readonly string[];
  values: readonly Json[];
  range: Bounds;
  pattern: readonly string[];
  format: string;
  length: Bounds;
  items: ItemFacts;
  names: NameFacts;
}
export type Topic = keyof TopicValues;
export type Topics = { readonly [K in Topic]?: Said<TopicValues[K]> };
export const topics = ['type', 'values', 'range', 'pattern', 'format', 'length', 'items', 'names'] as const satisfies readonly Topic[];

/** One schema, or several taken together; `when` holds under some condition only, `never` for no value. */
export type Expression =
  | { readonly kind: 'at'; readonly at: SchemaLocation }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Expression[] }
  | { readonly kind: 'when'; readonly of: Expression }
  | ({ readonly kind: 'never' } & Saying);

/** A step down from a value: a property `.name`, an element `[]`, a value of a free map `{}`. */
export type Step = string;

/** All that a schema says of one value; what is below it is not looked at yet. */
export interface Facts {
  readonly topics: Topics;
  readonly required: ReadonlyMap<string, Saying>;
  readonly children: ReadonlyMap<Step, Expression>;
  readonly never?: Saying;
  /** What holds under some condition only. */
  readonly under: readonly Facts[];
}

export const noFacts: Facts = { topics: {}, required: new Map(), children: new Map(), under: [] };
