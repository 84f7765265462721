import type { SchemaError, Validate } from '../judge/judge.ts';
import { errorsOf } from '../official/compile-schemas.ts';
import { isObject } from '../official/json.ts';
import type { Json, JsonObject } from '../official/json.ts';
import type { SchemaSet } from '../official/schema-set.ts';
import { noteKeyword } from '../drift/drift.ts';
import type { Expression, Facts, Topic, Topics } from '../drift/facts.ts';
import { keeps } from '../drift/keeps.ts';
import { joinStep, matchesPath } from '../drift/property-path.ts';
import type { SchemaEntry } from '../drift/property-row.ts';
import { identityOf, readFacts } from '../drift/read-facts.ts';
import { instanceSteps, removeAt } from './instance.ts';
import { sampleListed, sampleNumber, samplePatternName, sampleString } from './sample-value.ts';

export interface ExampleOptions {
  /** Property paths to leave out; `*` and `**` as in `drift.json`. */
  omit?: readonly string[];
  /** Only properties with these paths: see {@link neededPaths}. */
  only?: ReadonlySet<string>;
  /** Values to take where the schema allows them, by property path: what another schema wants. */
  like?: ReadonlyMap<string, Json>;
  /** Where rules of several properties contradict one another, what these refuse is left out. */
  validators?: readonly Validate[];
}

/** A document that has every property a schema describes, always the same. */
export function exampleOf({ set, file }: SchemaEntry, options: ExampleOptions = {}): Json {
  const example = build(set, { kind: 'at', at: { file, pointer: '' } }, '', new Set(), options) ?? {};
  return withoutRefused(example, options.validators ?? []);
}

const typeOrder = ['object', 'array', 'string', 'integer', 'number', 'boolean', 'null'];

function build(set: SchemaSet, expression: Expression, path: string, above: ReadonlySet<string>, options: ExampleOptions): Json | undefined {
  const facts = readFacts(set, expression);
  if (facts.never !== undefined) return undefined;
  const model = options.like?.get(path);
  if (model !== undefined && allows(facts.topics, model)) return model;
  const listed = sampleListed(facts.topics) ?? known(set, expression);
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
      return sampleString(facts.topics, facts.under.map(({ topics }) => topics));
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
    const wanted = options.only?.has(below) ?? true;
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
  if (listed !== undefined && options.only === undefined && wanted) return listed;
  const element = child === undefined ? 'a' : wanted ? build(set, child, below, above, options) : undefined;
  const length = Math.max(min, 1);
  return element === undefined ? [] : Array.from({ length }, () => element);
}

/** What stands where an error says so goes, the deepest first, until nothing is refused or nothing is left to take away. */
function withoutRefused(example: Json, validators: readonly Validate[]): Json {
  let document = example;
  for (let round = 0; round < 50; round++) {
    const errors = validators.flatMap((validate) => errorsOf(validate, document)).filter(({ keyword }) => keyword !== 'if');
    if (errors.length === 0) return document;
    const places = errors.map((error) => [...instanceSteps(error.instancePath), ...refusedName(error)]);
    const deepest = places.sort((a, b) => b.length - a.length)[0] ?? [];
    if (deepest.length === 0) return document;
    document = removeAt(document, deepest);
  }
  return document;
}

/** The name that an error about an object wants away. */
function refusedName({ keyword, params, parentSchema }: SchemaError): string[] {
  if (keyword === 'additionalProperties') return [String(params.additionalProperty)];
  const refused = keyword === 'not' && isObject(parentSchema) ? parentSchema.not : undefined;
  const [name] = isObject(refused) && Array.isArray(refused.required) ? refused.required : [];
  return typeof name === 'string' ? [name] : [];
}

/** Whether what is said of a single value lets it be. */
const allows = (said: Topics, value: Json): boolean =>
  Object.entries(said).every(([topic, { value: wanted }]) => topic === 'format' || topic === 'items' || topic === 'names' || keeps(topic as Topic, value, wanted as never));

/** The first of the values that a generated schema knows without ruling others out. */
function known(set: SchemaSet, expression: Expression): Json | undefined {
  const schema = expression.kind === 'at' ? set.at(expression.at) : undefined;
  const note = isObject(schema) ? schema[noteKeyword] : undefined;
  const values = isObject(note) && schema !== undefined && (schema as JsonObject).type === 'string' ? note.known : undefined;
  return Array.isArray(values) ? (values[0] as Json | undefined) : undefined;
}
