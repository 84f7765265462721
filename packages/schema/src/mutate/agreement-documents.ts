import type { PropertyRow, SchemaEntry } from '../drift/property-row.ts';
import { flatten } from '../drift/flatten.ts';
import type { Validate } from '../judge/judge.ts';
import { errorsOf } from '../official/compile-schemas.ts';
import { isObject } from '../official/json.ts';
import type { Json, JsonObject } from '../official/json.ts';
import type { JudgedDocument } from './compare-verdicts.ts';
import { exampleOf } from './example-of.ts';
import { examplesOf, leavesOf, neededPaths } from './examples-of.ts';
import { mutations } from './mutations.ts';

/** Two schemas of the same kind of document. */
export interface AgreementInput {
  readonly prose: SchemaEntry;
  readonly official: SchemaEntry;
  /** Both, compiled. */
  readonly validators: readonly Validate[];
  /** Documents from elsewhere that are to be changed too, where both accept them. */
  readonly seeds?: readonly JudgedDocument[];
}

/** Documents that both schemas accept, made from the schemas themselves, and hundreds that differ from them in one thing each. */
export function agreementDocuments({ prose, official, validators, seeds = [] }: AgreementInput): JudgedDocument[] {
  const only = neededPaths(prose, official);
  const rough = leavesOf(exampleOf(official), official);
  const like = { prose: rough, official: leavesOf(exampleOf(prose, { like: rough }), prose) };
  const documents = new Map<string, JudgedDocument>();
  const add = (name: string, document: Json): void => void documents.set(JSON.stringify(document), { name, document });
  const changed = new Set<string>();
  for (const [side, entry] of [['prose', prose], ['official', official]] as const) {
    const examples = examplesOf(entry, { like: like[side], only, validators });
    for (const [index, document] of examples.entries()) {
      const name = `${side} example ${index + 1}`;
      add(name, document);
      for (const [property, value] of lacking(document, examples)) add(`${name}: with ${property}`, { ...(document as JsonObject), [property]: value });
      // Once is enough, but for the small example, which lacks everything else.
      const known = new Set(changed);
      for (const mutation of mutations(document, entry, { at: (path) => index === 1 || !known.has(path) })) {
        add(`${name}: ${mutation.name}`, mutation.document);
        if (index !== 1) changed.add(mutation.path);
      }
    }
  }
  for (const { name, document } of seeds) {
    add(name, document);
    if (validators.some((validate) => errorsOf(validate, document).length > 0)) continue;
    for (const mutation of mutations(document, prose)) add(`${name}: ${mutation.name}`, mutation.document);
  }
  return [...documents.values()];
}

/** What the other examples have and this one has not: it may contradict what is there. */
function lacking(document: Json, examples: readonly Json[]): [string, Json][] {
  if (!isObject(document)) return [];
  return Object.entries(Object.assign({}, ...examples.filter(isObject)) as JsonObject).filter(([name]) => !Object.hasOwn(document, name));
}

/** Property paths that either schema knows. */
export const knownPaths = (...entries: readonly SchemaEntry[]): ReadonlySet<string> => new Set(entries.flatMap((entry) => flatten(entry).map(({ path }: PropertyRow) => path)));
