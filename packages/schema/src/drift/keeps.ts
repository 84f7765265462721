import { sameJson } from '../official/json.ts';
import type { Json } from '../official/json.ts';
import type { Topic, TopicValues } from './facts.ts';

/** The JSON Schema type of a value. */
export function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' ? (Number.isInteger(value) ? 'integer' : 'number') : typeof value;
}

/** Whether a single value is as a topic wants it; formats and what arrays and objects hold are not looked into. */
export const keeps = <K extends Topic>(topic: K, value: Json, wanted: TopicValues[K]): boolean => checks[topic](value, wanted);

const checks: { [K in Topic]: (value: Json, wanted: TopicValues[K]) => boolean } = {
  type: (value, types) => types.includes(typeOf(value)) || (typeOf(value) === 'integer' && types.includes('number')),
  values: (value, values) => values.some((allowed) => sameJson(allowed, value)),
  range: (value, { min, max }) => typeof value !== 'number' || ((min === undefined || value >= min) && (max === undefined || value <= max)),
  pattern: (value, patterns) => typeof value !== 'string' || patterns.every((pattern) => new RegExp(pattern, 'u').test(value)),
  format: () => false,
  length: (value, { min, max }) => typeof value !== 'string' || ([...value].length >= (min ?? 0) && [...value].length <= (max ?? Infinity)),
  items: () => false,
  names: () => false,
};
