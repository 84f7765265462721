import type { Json } from '../official/json.ts';
import type { Bounds, ItemFacts, NameFacts, Topic, TopicValues } from './facts.ts';
import type { PresenceFact } from './property-row.ts';

/** Limits of the integer types that specs name. The wider ones are no numbers of JavaScript: the nearest stands for them. */
const widths = [8, 16, 32, 64].flatMap((bits): [name: string, min: number, max: number][] => {
  const last = bits > 53 ? 0 : 1;
  return [
    [`int${bits}`, -(2 ** (bits - 1)), 2 ** (bits - 1) - last],
    [`uint${bits}`, 0, 2 ** bits - last],
  ];
});

/** The integer type with exactly these limits: `uint32`. */
export const widthOf = ({ min, max }: Bounds): string | undefined => widths.find(([, low, high]) => low === min && high === max)?.[0];

const quote = (value: Json): string => JSON.stringify(value);

function sayBounds({ min, max }: Bounds, unit = ''): string {
  if (min !== undefined && max !== undefined) return min === max ? `exactly ${min}${unit}` : `${min} to ${max}${unit}`;
  return min !== undefined ? `at least ${min}${unit}` : `at most ${max}${unit}`;
}

function sayRange(range: Bounds): string {
  return widthOf(range) ?? sayBounds(range);
}

/** How a saying about an array begins that leaves its later elements open. */
export const onlyTheFirst = 'only the first';

function sayItems({ min, max, unique, onlyFirst }: ItemFacts): string {
  const count = min === undefined && max === undefined ? [] : [sayBounds({ ...(min !== undefined && { min }), ...(max !== undefined && { max }) }, min === 1 && (max ?? 1) === 1 ? ' element' : ' elements')];
  return [...count, ...(unique ? ['no element twice'] : []), ...(onlyFirst === undefined ? [] : [`${onlyTheFirst} ${onlyFirst === 1 ? 'element is' : `${onlyFirst} elements are`} described`])].join(', ');
}

const sayNames = ({ pattern, closed }: NameFacts): string => [...(pattern === undefined ? [] : [`names match ${pattern}`]), ...(closed ? ['no other names'] : [])].join(', ');

/** What a topic of a schema says, for people. */
export const say: { [K in Topic]: (value: TopicValues[K]) => string } = {
  type: (types) => types.join(' or '),
  values: (values) => [...values].map(quote).sort().join(', '),
  range: sayRange,
  pattern: (patterns) => [...patterns].sort().join(' and '),
  format: (format) => format,
  length: (bounds) => sayBounds(bounds),
  items: sayItems,
  names: sayNames,
};

export function sayPresence({ word, refused }: PresenceFact): string {
  if (refused === 'always') return 'not allowed';
  return refused === undefined ? word : `${word}, not allowed in some cases`;
}
