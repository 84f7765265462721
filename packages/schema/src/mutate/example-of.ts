import type { Validate } from '../official/compile-schemas.ts';
import type { Json } from '../official/json.ts';
import type { SchemaSet } from '../official/schema-set.ts';
import type { Expression, Facts } from '../drift/facts.ts';
import { joinStep, matchesPath } from '../drift/property-path.ts';
import type { SchemaEntry } from '../drift/property-row.ts';
import { identityOf, readFacts } from '../drift/read-facts.ts';
import { instanceSteps, removeAt } from './instance.ts';
import { sampleListed, sampleNumber, samplePatternName, sampleString } from './sample-value.ts';

export interface ExampleOptions {
  /** Property paths to leave out; `*` and `**` as in `drift.json`. */
  omit?: readonly string[];
  /** Only what is required. */
  minimal?: boolean;
  /** Strings to try first where patterns ask for something special. */
  strings?: readonly string[];
  /** Where rules of several properties contradict one another, what this refuses is left out. */
  validate?: Validate;
}

/** A document that has every property a schema describes, always the same. */
export function exampleOf({ set, file }: SchemaEntry, options: ExampleOptions = {}): Json {
  const example = build(set, { kind: 'at', at: { file, pointer: '' } }, '', new Set(), options) ?? {};
  return options.validate === undefined ? example : withoutRefused(example, options.validate);
}

const typeOrder = ['object', 'array', 'string', 'integer', 'number', 'boolean', 'null'];

function build(set: SchemaSet, expression: Expression, path: string, above: ReadonlySet<string>, options: ExampleOptions): Json | undefined {
  const facts = readFacts(set, expression);
  if (facts.never !== undefined) return undefined;
  const listed = sampleListed(facts.topics);
  if (listed !== undefined) return listed;
  const identity = identityOf(set, expression);
  if (facts.children.size > 0 && above.has(identity)) return undefined;
  const inside = { set, path, above: new Set([...above, identity]), options };
  switch (typeFor(facts)) {
    case 'object':
      return buildObject(facts, inside);
    case 'array':
      return buildArray(facts, inside);
    case 'integer':
    case 'number':
      return sampleNumber(facts.topics);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return sampleString(facts.topics, facts.under.map(({ topics }) => topics), options.strings);
  }
}

function typeFor({ topics: { type }, children }: Facts): string | undefined {
  const types = type?.value ?? [...children.keys()].map((step) => (step === '[]' ? 'array' : 'object'));
  return typeOrder.find((candidate) => types.includes(candidate));
}

interface Inside {
  set: SchemaSet;
  path: string;
  above: ReadonlySet<string>;
  options: ExampleOptions;
}

function buildObject(facts: Facts, { set, path, above, options }: Inside): Json {
  const entries: [string, Json][] = [];
  for (const [step, child] of facts.children) {
    if (step === '[]') continue;
    const name = step === '{}' ? samplePatternName(facts.topics) : step.slice(1);
    const below = joinStep(path, step);
    const wanted = options.minimal !== true || facts.required.has(name);
    if (!wanted || options.omit?.some((pattern) => matchesPath(pattern, below))) continue;
    const value = build(set, child, below, above, options);
    if (value !== undefined) entries.push([name, value]);
  }
  return Object.fromEntries(entries);
}

/** As many elements as there have to be; of listed values each one, so that all are seen. */
function buildArray(facts: Facts, { set, path, above, options }: Inside): Json {
  const child = facts.children.get('[]');
  const { min = 0 } = facts.topics.items?.value ?? {};
  const below = joinStep(path, '[]');
  const wanted = options.omit?.some((pattern) => matchesPath(pattern, below)) !== true;
  const listed = child === undefined ? undefined : readFacts(set, child).topics.values?.value;
  if (listed !== undefined && options.minimal !== true && wanted) return listed;
  const element = child === undefined ? 'a' : wanted ? build(set, child, below, above, options) : undefined;
  const length = Math.max(min, options.minimal === true ? 0 : 1);
  return element === undefined ? [] : Array.from({ length }, () => element);
}

/** What stands where an error says so goes, the deepest first, until nothing is refused or nothing is left to take away. */
function withoutRefused(example: Json, validate: Validate): Json {
  let document = example;
  for (let round = 0; round < 50; round++) {
    const errors = validate(document).filter(({ keyword }) => keyword !== 'if');
    if (errors.length === 0) return document;
    const places = errors.map(({ instancePath, params, keyword }) => (keyword === 'required' || keyword === 'dependentRequired' ? instanceSteps(instancePath) : [...instanceSteps(instancePath), ...(typeof params.additionalProperty === 'string' ? [params.additionalProperty] : [])]));
    const deepest = places.sort((a, b) => b.length - a.length)[0] ?? [];
    if (deepest.length === 0) return document;
    document = removeAt(document, deepest);
  }
  return document;
}
