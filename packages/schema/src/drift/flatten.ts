import { compareIds, invalidFile } from '@specproof/model';
import type { SchemaSet } from '../official/schema-set.ts';
import type { Expression, Facts, Said, Saying, Step, Topics } from './facts.ts';
import { typeOf } from './keeps.ts';
import { joinStep } from './property-path.ts';
import type { PresenceFact, PropertyRow, SchemaEntry } from './property-row.ts';
import { identityOf, readFacts } from './read-facts.ts';
import { valuesOfPattern } from './values-of-pattern.ts';

/** More than any document format has; structures that contain one another in every order soon do. */
const mostRows = 20_000;
const deepest = 32;
const mostParts = 32;

/**
 * What a schema says of every property path of its documents, in the order of the paths; recursion ends where it begins.
 * Throws `INVALID_FILE` where that are more paths than anybody can mean.
 */
export function flatten({ set, file }: SchemaEntry): PropertyRow[] {
  const rows: PropertyRow[] = [];
  const root: Expression = { kind: 'at', at: { file, pointer: '' } };
  const presence: Said<PresenceFact> = { at: root.at, keyword: '', value: { word: 'REQUIRED' } };
  walk(set, root, '', presence, new Set(), rows);
  return rows.sort((a, b) => compareIds(a.path, b.path));
}

function walk(set: SchemaSet, expression: Expression, path: string, presence: Said<PresenceFact>, above: ReadonlySet<string>, rows: PropertyRow[]): void {
  const facts = readFacts(set, expression);
  const identity = identityOf(set, expression);
  const recursive = facts.children.size > 0 && (above.has(identity) || above.size >= deepest || partsOf(expression) > mostParts);
  const at = placeOf(expression) ?? presence.at;
  if (rows.length >= mostRows) throw invalidFile(at.file, [`describes more than ${mostRows} properties`]);
  rows.push({ path, at, presence, topics: normalise(facts.topics), under: facts.under.map(({ topics }) => normalise(topics)).filter((topics) => Object.keys(topics).length > 0), ...(recursive && { recursive }) });
  if (recursive) return;
  const inside = new Set([...above, identity]);
  for (const [step, child] of facts.children) walk(set, child, joinStep(path, step), presenceOf(set, facts, step, child), inside, rows);
}

/** How many schemas an expression is made of. */
function partsOf(expression: Expression): number {
  if (expression.kind === 'all' || expression.kind === 'any') return expression.of.reduce((sum, part) => sum + partsOf(part), 0);
  return expression.kind === 'when' ? partsOf(expression.of) : 1;
}

/** The schema that introduces a property: the first that is not bound to a condition. */
function placeOf(expression: Expression): PropertyRow['at'] | undefined {
  switch (expression.kind) {
    case 'at':
      return expression.at;
    case 'all':
    case 'any':
      return expression.of.map(placeOf).find((at) => at !== undefined);
    case 'when':
      return placeOf(expression.of);
    case 'never':
      return undefined;
    default:
      return expression satisfies never;
  }
}

function presenceOf(set: SchemaSet, parent: Facts, step: Step, child: Expression): Said<PresenceFact> {
  const name = step.slice(1);
  const isName = step.startsWith('.');
  const always = isName ? parent.required.get(name) : undefined;
  const sometimes = isName ? parent.under.map(({ required }) => required.get(name)).find((saying) => saying !== undefined) : undefined;
  const { never, under } = readFacts(set, child);
  const never2 = under.map((facts) => facts.never).find((saying) => saying !== undefined);
  const saying: Saying = always ?? sometimes ?? never ?? never2 ?? { at: placeOf(child) ?? { file: '', pointer: '' }, keyword: '' };
  const word = always ? 'REQUIRED' : sometimes ? 'CONDITIONAL' : 'OPTIONAL';
  return { ...saying, value: { word, ...(never ? { refused: 'always' as const } : never2 && { refused: 'sometimes' as const }) } };
}

/** Says the same things the same way: a range of one integer and a pattern that lists words are values, values have a type. */
function normalise(said: Topics): Topics {
  const { type, range, pattern, values } = said;
  const only = range !== undefined && range.value.min !== undefined && range.value.min === range.value.max && type?.value.join() === 'integer' ? range.value.min : undefined;
  if (only !== undefined && range !== undefined && values === undefined) {
    const { range: _, ...others } = said;
    return { ...others, values: { ...range, value: [only] } };
  }
  const words = pattern !== undefined && values === undefined && pattern.value.length === 1 ? valuesOfPattern(pattern.value[0] ?? '') : undefined;
  if (words !== undefined && pattern !== undefined) {
    const { pattern: _, ...others } = said;
    return { ...others, values: { ...pattern, value: words } };
  }
  if (type === undefined && values !== undefined) return { ...said, type: { ...values, value: [...new Set(values.value.map(typeOf))].sort() } };
  return said;
}
