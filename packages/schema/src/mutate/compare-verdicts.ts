import type { DifferenceKind } from '@specproof/model';
import type { Difference } from '../drift/difference.ts';
import { parentPath } from '../drift/property-path.ts';
import { onlyTheFirst } from '../drift/say.ts';
import type { SchemaError, Validate } from '../judge/judge.ts';
import { errorsOf } from '../official/compile-schemas.ts';
import type { Json } from '../official/json.ts';
import { instanceSteps, propertyPathOf } from './instance.ts';

/** A document to be judged by both schemas. */
export interface JudgedDocument {
  readonly name: string;
  readonly document: Json;
}

/** A document that one schema accepts and the other refuses. */
export interface Disagreement {
  readonly name: string;
  readonly refusedBy: 'prose' | 'official';
  /** What is refused, by property path. */
  readonly refused: readonly { path: string; keyword: string; message: string }[];
  /** The differences that say why, where each refusal has one. */
  readonly explainedBy: readonly Difference[];
}

export interface VerdictComparison {
  readonly judged: number;
  readonly bothAccept: number;
  readonly bothRefuse: number;
  readonly explained: readonly Disagreement[];
  readonly unexplained: readonly Disagreement[];
}

export interface VerdictInput {
  readonly prose: Validate;
  readonly official: Validate;
  /** Property paths that either schema knows. */
  readonly paths: ReadonlySet<string>;
  /** Only what is recorded explains anything. */
  readonly differences: readonly Difference[];
}

/** Has every document judged by both schemas, and explains what they disagree on by recorded differences. */
export function compareVerdicts(documents: readonly JudgedDocument[], { prose, official, paths, differences }: VerdictInput): VerdictComparison {
  const recorded = differences.filter((difference) => difference.recorded !== undefined);
  let bothAccept = 0;
  let bothRefuse = 0;
  const disagreements: Disagreement[] = [];
  for (const { name, document } of documents) {
    const [ours, theirs] = [errorsOf(prose, document), errorsOf(official, document)];
    if (ours.length === 0 && theirs.length === 0) bothAccept++;
    else if (ours.length > 0 && theirs.length > 0) bothRefuse++;
    else disagreements.push(explain(name, document, ours.length > 0 ? 'prose' : 'official', ours.length > 0 ? ours : theirs, paths, recorded));
  }
  return {
    judged: documents.length,
    bothAccept,
    bothRefuse,
    explained: disagreements.filter(({ explainedBy }) => explainedBy.length > 0),
    unexplained: disagreements.filter(({ explainedBy }) => explainedBy.length === 0),
  };
}

function explain(name: string, document: Json, refusedBy: Disagreement['refusedBy'], errors: readonly SchemaError[], paths: ReadonlySet<string>, differences: readonly Difference[]): Disagreement {
  const refused = meant(errors).map((error) => ({ error, path: propertyPathOf(document, [...instanceSteps(error.instancePath), ...namedIn(error)], paths) }));
  const reasons = refused.map(({ error, path }) => differences.find((difference) => saysSo(difference, error, path, refusedBy)));
  return {
    name,
    refusedBy,
    refused: refused.map(({ error, path }) => ({ path, keyword: error.keyword, message: error.message ?? '' })),
    explainedBy: reasons.every((reason) => reason !== undefined) ? [...new Set(reasons)] : [],
  };
}

const composite: readonly string[] = ['if', 'oneOf', 'anyOf', 'allOf'];

/** Errors without those that only sum others up, and without the branch for null of what may be null. */
function meant(errors: readonly SchemaError[]): readonly SchemaError[] {
  const places = new Set(errors.filter(({ keyword }) => composite.includes(keyword)).map(({ instancePath }) => instancePath));
  const single = errors.filter(({ keyword, instancePath, params, propertyName }) => propertyName === undefined && !composite.includes(keyword) && !(keyword === 'type' && params.type === 'null' && places.has(instancePath)));
  return single.length > 0 ? single : errors;
}

/** The name that an error about an object is really about. */
function namedIn({ params }: SchemaError): string[] {
  return typeof params.missingProperty === 'string' ? [params.missingProperty] : [];
}

/** Which kinds of difference can make a keyword refuse what the other side accepts. */
const kindsOf: Record<string, readonly DifferenceKind[]> = {
  required: ['presence'],
  dependentRequired: ['presence'],
  dependencies: ['presence'],
  'false schema': ['presence'],
  not: ['presence'],
  type: ['type', 'values'],
  enum: ['values', 'pattern'],
  const: ['values', 'range'],
  minimum: ['range', 'values'],
  maximum: ['range', 'values'],
  exclusiveMinimum: ['range'],
  exclusiveMaximum: ['range'],
  pattern: ['pattern', 'values', 'format'],
  format: ['format', 'pattern'],
  minLength: ['length', 'pattern'],
  maxLength: ['length', 'pattern'],
  minProperties: ['length'],
  maxProperties: ['length'],
  minItems: ['items'],
  maxItems: ['items'],
  uniqueItems: ['items'],
  contains: ['items', 'values'],
  additionalItems: ['items'],
  additionalProperties: ['names'],
  propertyNames: ['names'],
};

function saysSo(difference: Difference, { keyword }: SchemaError, path: string, refusedBy: Disagreement['refusedBy']): boolean {
  if (difference.stricter !== refusedBy && difference.stricter !== 'neither') return false;
  // Below what the other side does not know, everything is unknown to it.
  if (difference.kind.startsWith('missing-in-')) return isWithin(path, difference.path);
  if (isOpenBehindTheFirst(difference) && isWithin(path, `${difference.path}[]`)) return true;
  if (!(kindsOf[keyword] ?? []).includes(difference.kind)) return false;
  return difference.path === path || (keyword === 'not' && parentPath(difference.path) === path) || (difference.kind === 'items' && difference.path === parentPath(path));
}

/** Elements that the other side does not describe may be anything to it. */
const isOpenBehindTheFirst = ({ kind, prose, official }: Difference): boolean => kind === 'items' && [prose, official].some((side) => side?.says.includes(onlyTheFirst));

function isWithin(path: string, above: string): boolean {
  for (let at: string | undefined = path; at !== undefined; at = parentPath(at)) if (at === above) return true;
  return false;
}

