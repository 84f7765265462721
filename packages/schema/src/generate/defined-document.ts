import type { PropertyRule, RegisteredProperty } from '@specproof/model';
import { pathOf, stepsOf } from '../paths.ts';
import type { Step } from '../paths.ts';
import { orNull } from './value-types.ts';

/** What the schemas of one version of a spec are made from. */
export interface SchemaInput {
  spec: string;
  version: string;
  /** By root, then by path; only what the version defines. */
  properties: Readonly<Record<string, Readonly<Record<string, RegisteredProperty>>>>;
}

/** The properties of one root, with what is looked up in them. */
export interface DefinedDocument {
  root: string;
  version: string;
  /** By path. */
  properties: Readonly<Record<string, RegisteredProperty>>;
  /** Ordered by code units. */
  paths: readonly string[];
  /** What stands right below a path: names, `[]`, `{}`. */
  below: (path: string) => ReadonlySet<Step>;
  hasDocument: (root: string) => boolean;
  isNullable: (path: string) => boolean;
  /** The root of the documents that a property's type names. */
  documentOf: (path: string) => string | undefined;
}

/** The properties of one root of a version. */
export function definedDocument({ version, properties: byRoot }: SchemaInput, root: string): DefinedDocument {
  // names come from texts: they may be those of every object's own members
  const properties = Object.assign(Object.create(null) as Record<string, RegisteredProperty>, Object.hasOwn(byRoot, root) ? byRoot[root] : {});
  const paths = Object.keys(properties).filter((path) => !stepsOf(path).includes('__proto__')).sort();
  const children = new Map<string, Set<Step>>();
  for (const path of paths) {
    for (const [depth, step] of stepsOf(path).entries()) {
      const parent = pathOf(stepsOf(path).slice(0, depth));
      children.set(parent, (children.get(parent) ?? new Set()).add(step));
    }
  }
  const none: ReadonlySet<Step> = new Set();
  const hasDocument = (name: string): boolean => Object.hasOwn(byRoot, name);
  return {
    root,
    version,
    properties,
    paths,
    below: (path) => children.get(path) ?? none,
    hasDocument,
    isNullable: (path) => properties[path]?.rules?.some(({ kind }) => kind === 'nullable') === true || orNull.test(properties[path]?.written ?? ''),
    documentOf: (path) => {
      const written = properties[path]?.written;
      return written !== undefined && written !== root && hasDocument(written) ? written : undefined;
    },
  };
}

export const childPath = (path: string, step: Step): string => pathOf([...stepsOf(path), step]);

/** The name of a document's schema file. */
export const schemaFile = (root: string, ...variant: readonly string[]): string => `${[root, ...variant].join('.')}.schema.json`;

/** How a schema of one root refers to documents of another. */
export const reference = (from: string, to: string): string => (from === to ? '#' : schemaFile(to));

/** Whether a rule is part of a schema by itself, without cases. */
export const isFirm = (rule: PropertyRule): boolean => !rule.when && (rule.level === undefined || rule.level.startsWith('MUST'));
