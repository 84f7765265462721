import { sameJson } from '../official/json.ts';
import type { Json } from '../official/json.ts';
import type { Bounds, ItemFacts, Topic, TopicValues } from './facts.ts';
import { presenceWords } from './property-row.ts';
import type { PresenceFact } from './property-row.ts';

/** How two sayings about the same thing relate: the first accepts `less`, `more`, the `same`, or `other` things. */
export type Relation = 'less' | 'more' | 'same' | 'other';

const relation = (within: boolean, around: boolean): Relation => (within ? (around ? 'same' : 'less') : around ? 'more' : 'other');

/** Nothing said accepts everything. */
export function relate<K extends Topic>(topic: K, a: TopicValues[K] | undefined, b: TopicValues[K] | undefined): Relation {
  if (topic === 'items' && (a ?? b) !== undefined) return relations.items((a ?? {}) as ItemFacts, (b ?? {}) as ItemFacts);
  if (a === undefined || b === undefined) return relation(a !== undefined || b === undefined, b !== undefined || a === undefined);
  return relations[topic](a, b);
}

export function relatePresence(a: PresenceFact, b: PresenceFact): Relation {
  const strength = (fact: PresenceFact): number => presenceWords.length - presenceWords.indexOf(fact.word);
  const refusal = ({ refused }: PresenceFact): number => (refused === 'always' ? 2 : refused === 'sometimes' ? 1 : 0);
  return relation(strength(a) >= strength(b) && refusal(a) >= refusal(b), strength(b) >= strength(a) && refusal(b) >= refusal(a));
}

const inBounds = (a: Bounds, b: Bounds): boolean => (b.min === undefined || (a.min !== undefined && a.min >= b.min)) && (b.max === undefined || (a.max !== undefined && a.max <= b.max));
const relateBounds = (a: Bounds, b: Bounds): Relation => relation(inBounds(a, b), inBounds(b, a));
const inTypes = (a: readonly string[], b: readonly string[]): boolean => a.every((type) => b.includes(type) || (type === 'integer' && b.includes('number')));
const inValues = (a: readonly Json[], b: readonly Json[]): boolean => a.every((value) => b.some((other) => sameJson(value, other)));

const relations: { [K in Topic]: (a: TopicValues[K], b: TopicValues[K]) => Relation } = {
  type: (a, b) => relation(inTypes(a, b), inTypes(b, a)),
  values: (a, b) => relation(inValues(a, b), inValues(b, a)),
  range: relateBounds,
  pattern: (a, b) => relation(inValues(b, a), inValues(a, b)),
  format: (a, b) => (a === b ? 'same' : 'other'),
  length: relateBounds,
  items: (a, b) => {
    const first = (only: number | undefined): number => only ?? Infinity;
    const within = (x: typeof a, y: typeof a): boolean => inBounds(x, y) && (x.unique === true || y.unique !== true) && first(x.onlyFirst) >= first(y.onlyFirst);
    return relation(within(a, b), within(b, a));
  },
  names: (a, b) => {
    const within = (x: typeof a, y: typeof a): boolean => (y.pattern === undefined || x.pattern === y.pattern) && (x.closed === true || y.closed !== true);
    return relation(within(a, b), within(b, a));
  },
};
