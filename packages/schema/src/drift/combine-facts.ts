import { sameJson } from '../official/json.ts';
import type { Json } from '../official/json.ts';
import type { Bounds, Expression, Facts, ItemFacts, Said, Saying, Topic, TopicValues, Topics } from './facts.ts';
import { noFacts, topics } from './facts.ts';

/** What holds for a value that two schemas hold for. */
export function both(a: Facts, b: Facts): Facts {
  if (a === noFacts) return b;
  if (b === noFacts) return a;
  const never = a.never ?? b.never;
  return {
    topics: bothTopics(a.topics, b.topics),
    required: new Map([...a.required, ...b.required]),
    children: joinChildren('all', [a, b]),
    ...(never && { never }),
    under: [...a.under, ...b.under],
  };
}

/** What holds for a value that one of several schemas holds for. */
export function either(branches: readonly Facts[]): Facts {
  const possible = branches.filter(({ never }) => never === undefined);
  const [first, ...others] = possible;
  if (first === undefined) return branches[0] ?? noFacts;
  if (others.length === 0) return first;
  const names = new Set(possible.flatMap(({ required }) => [...required.keys()]));
  const always = [...names].filter((name) => possible.every(({ required }) => required.has(name)));
  // One of them has to be there, depending on the rest.
  const sometimes = possible.map((facts): Facts => ({ ...noFacts, required: new Map([...facts.required].filter(([name]) => !always.includes(name))) }));
  return {
    topics: others.reduce((sum, facts) => eitherTopics(sum, facts.topics), first.topics),
    required: new Map(always.map((name) => [name, first.required.get(name) as Saying])),
    children: joinChildren('any', possible),
    under: [...possible.flatMap(({ under }) => under), ...sometimes.filter(({ required }) => required.size > 0)],
  };
}

/** What holds under some condition only. */
export const sometimes = (facts: Facts): Facts =>
  facts === noFacts
    ? noFacts
    : {
        ...noFacts,
        children: new Map([...facts.children].map(([step, of]) => [step, { kind: 'when', of }] as const)),
        under: [{ ...facts, children: new Map(), under: [] }, ...facts.under],
      };

function joinChildren(kind: 'all' | 'any', facts: readonly Facts[]): Map<string, Expression> {
  const children = new Map<string, Expression[]>();
  for (const { children: own } of facts) for (const [step, expression] of own) children.set(step, [...(children.get(step) ?? []), expression]);
  return new Map([...children].map(([step, of]) => [step, combine(kind, of)]));
}

/** Several expressions as one, none of them twice: what refers to itself would grow from level to level. */
function combine(kind: 'all' | 'any', expressions: readonly Expression[]): Expression {
  const flat = expressions.flatMap((expression) => (expression.kind === kind ? expression.of : [expression]));
  const unique = [...new Map(flat.map((expression) => [JSON.stringify(expression), expression])).values()];
  const [first, ...others] = unique;
  return first !== undefined && others.length === 0 ? first : { kind, of: unique };
}

function bothTopics(a: Topics, b: Topics): Topics {
  const joined: Record<string, Said<unknown>> = { ...a };
  for (const topic of topics) {
    const other = b[topic];
    const own = joined[topic];
    if (other === undefined) continue;
    if (own === undefined) joined[topic] = other;
    else {
      const value = meet[topic](own.value as never, other.value as never);
      // The place is the one that says more.
      joined[topic] = { ...(sameJson(value, own.value) ? own : other), value };
    }
  }
  return joined;
}

function eitherTopics(a: Topics, b: Topics): Topics {
  const joined: Record<string, Said<unknown>> = {};
  for (const topic of topics) {
    const [own, other] = [a[topic], b[topic]];
    if (own === undefined || other === undefined) continue;
    const value = join[topic](own.value as never, other.value as never);
    if (value !== undefined) joined[topic] = { ...own, value };
  }
  return joined;
}

const includes = (values: readonly Json[], value: Json): boolean => values.some((other) => sameJson(other, value));
/** The narrower of two lists of types: an integer is a number. */
const meetTypes = (a: readonly string[], b: readonly string[]): string[] =>
  [...new Set([...a.filter((type) => fits(type, b)), ...b.filter((type) => fits(type, a))])].sort();
const fits = (type: string, types: readonly string[]): boolean => types.includes(type) || (type === 'integer' && types.includes('number'));

const meetBounds = (a: Bounds, b: Bounds): Bounds => bounds(most(a.min, b.min), least(a.max, b.max));
const joinBounds = (a: Bounds, b: Bounds): Bounds | undefined => {
  const joined = bounds(a.min === undefined || b.min === undefined ? undefined : Math.min(a.min, b.min), a.max === undefined || b.max === undefined ? undefined : Math.max(a.max, b.max));
  return joined.min === undefined && joined.max === undefined ? undefined : joined;
};
const bounds = (min: number | undefined, max: number | undefined): Bounds => ({ ...(min !== undefined && { min }), ...(max !== undefined && { max }) });
const most = (a: number | undefined, b: number | undefined): number | undefined => (a === undefined ? b : b === undefined ? a : Math.max(a, b));
const least = (a: number | undefined, b: number | undefined): number | undefined => (a === undefined ? b : b === undefined ? a : Math.min(a, b));

type Merge<T> = (a: T, b: T) => T | undefined;
const meet: { [K in Topic]: Merge<TopicValues[K]> } = {
  type: meetTypes,
  values: (a, b) => a.filter((value) => includes(b, value)),
  range: meetBounds,
  pattern: (a, b) => [...new Set([...a, ...b])],
  format: (a, b) => (a === b ? a : `${a} and ${b}`),
  length: meetBounds,
  items: (a, b) => ({ ...meetBounds(a, b), ...((a.unique ?? b.unique) && { unique: true as const }), ...onlyFirst(a, b) }),
  names: (a, b) => ({ ...a, ...b }),
};

const join: { [K in Topic]: Merge<TopicValues[K]> } = {
  type: (a, b) => [...new Set([...a, ...b])].filter((type, _, all) => type !== 'integer' || !all.includes('number')).sort(),
  values: (a, b) => [...a, ...b.filter((value) => !includes(a, value))],
  range: joinBounds,
  pattern: (a, b) => (sameJson(a, b) ? a : a.length === 1 && b.length === 1 ? [`(?:${a[0]})|(?:${b[0]})`] : undefined),
  format: (a, b) => (a === b ? a : undefined),
  length: joinBounds,
  items: (a, b) => ({ ...joinBounds(a, b), ...(a.unique && b.unique && { unique: true as const }) }),
  names: (a, b) => (sameJson(a, b) ? a : undefined),
};

/** An element that another schema describes is described, however few the first one knows. */
const onlyFirst = (a: ItemFacts, b: ItemFacts): { onlyFirst?: number } =>
  a.onlyFirst !== undefined && b.onlyFirst !== undefined ? { onlyFirst: Math.max(a.onlyFirst, b.onlyFirst) } : {};
