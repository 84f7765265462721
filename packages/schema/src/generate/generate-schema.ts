import type { Level, PropertyRule } from '@specproof/model';
import { isName, pathOf, stepsOf } from '../paths.ts';
import { conjunction } from './conditions.ts';
import { definedDocument, schemaFile } from './defined-document.ts';
import type { DefinedDocument, SchemaInput } from './defined-document.ts';
import { fragmentOf } from './fragments.ts';
import { add } from './json-schema.ts';
import type { JsonSchema } from './json-schema.ts';
import { anchorOf, locate, nest } from './placing.ts';
import { platformDecider } from './platforms.ts';
import type { Decide } from './platforms.ts';
import { structureOf } from './structure.ts';

/** Which schema of a document is wanted. */
export type SchemaVariant =
  /** Types, presence and what is obligatory, whatever the platform. */
  | { kind: 'whole' }
  /** What is only recommended. */
  | { kind: 'advice' }
  /** The whole, and what is obligatory on that platform besides. */
  | { kind: 'platform'; platform: string };

const draft = 'https://json-schema.org/draft/2020-12/schema';

/** The name of a variant's file. */
export const variantFile = (root: string, variant: SchemaVariant): string => schemaFile(root, ...(variant.kind === 'whole' ? [] : [variant.kind === 'platform' ? variant.platform : variant.kind]));

/**
 * JSON Schema 2020-12 of the documents of one root.
 *
 * Unknown fields are allowed, as far as the text does not close the document. `undefined` where a variant has nothing to say.
 */
export function generateSchema(input: SchemaInput, root: string, variant: SchemaVariant = { kind: 'whole' }): JsonSchema | undefined {
  const document = definedDocument(input, root);
  const head: JsonSchema = { $schema: draft, $id: `https://specproof.dev/${input.spec}/${input.version}/${variantFile(root, variant)}` };
  const body = variant.kind === 'whole' ? structureOf(document) : variant.kind === 'platform' ? { allOf: [{ $ref: schemaFile(root) }] } : {};
  const decide = platformDecider(document, variant.kind === 'platform' ? variant.platform : undefined);
  const added = rulesOf(document).filter(([path, rule]) => isOf(variant, rule) && addRule(body, document, path, rule, decide, variant));
  return variant.kind === 'whole' || added.length > 0 ? { ...head, ...body } : undefined;
}

/** All rules with the path of their property, its presence among them where the structure does not say it. */
function rulesOf({ paths, properties }: DefinedDocument): [path: string, rule: PropertyRule][] {
  return [...new Set(['', ...paths])].sort().flatMap((path): [string, PropertyRule][] => {
    const { presence, when, refs, rules = [] } = properties[path] ?? {};
    const needed: PropertyRule[] = presence === 'REQUIRED' && when ? [{ kind: 'required', level: 'MUST', when, ...(refs && { refs }) }] : [];
    const wanted: PropertyRule[] = presence === 'RECOMMENDED' ? [{ kind: 'required', level: 'SHOULD', ...(when && { when }), ...(refs && { refs }) }] : [];
    return [...needed, ...wanted, ...rules].map((rule) => [path, rule]);
  });
}

function isOf(variant: SchemaVariant, rule: PropertyRule): boolean {
  const { level, when } = rule;
  // what is an absolute path is known where the platform is
  const isPath = variant.kind === 'platform' && variant.platform !== 'windows' && rule.kind === 'format' && rule.format === 'absolute-path';
  if (variant.kind === 'advice') return isAdvice(level);
  return !isAdvice(level) && level !== 'MAY' && (variant.kind === 'whole' || isPath || when?.some(({ kind }) => kind === 'platform') === true);
}

const isAdvice = (level: Level | undefined): boolean => level?.startsWith('SHOULD') === true;

/** Adds what a rule comes to: where the property stands in a whole schema, else from the root down. */
function addRule(schema: JsonSchema, document: DefinedDocument, path: string, rule: PropertyRule, decide: Decide, variant: SchemaVariant): boolean {
  const isWhole = variant.kind === 'whole';
  const when = decide(rule.when ?? []);
  const made = when && fragmentOf(document, path, rule, variant.kind === 'platform' ? variant.platform : undefined);
  if (!made) return false;
  const put = (at: string, fragment: JsonSchema): void => add(isWhole ? locate(schema, at) : schema, isWhole ? fragment : nest('', at, fragment));
  if (when.length === 0) {
    put(made.at, made.fragment);
    return true;
  }
  // a field that tells its own platform says nothing where it has to be there on it
  if (rule.kind === 'required' && when.some((one) => one.kind === 'present' && !one.not && one.path === path)) return false;
  const cases = when.flatMap((one) => (one.kind === 'absent' ? one.paths : [one.path]));
  const anchor = anchorOf([...cases, made.at === '' ? path : pathOf([...stepsOf(made.at), 'x'])]);
  // a case inside of some element or other is no case of the whole
  if (!cases.every((one) => stepsOf(one).slice(stepsOf(anchor).length).every(isName))) return false;
  const conditional: JsonSchema = { if: conjunction(when, anchor), then: nest(anchor, made.at, made.fragment) };
  put(anchor, isWhole ? conditional : { allOf: [conditional] });
  return true;
}
