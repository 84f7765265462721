import { isMustLevel } from '@specproof/model';
import type { Properties } from '@specproof/model';
import { propertiesOf } from '../rules/register-properties.ts';
import type { DefinedProperties } from '../rules/read-properties.ts';
import { generateSchema, variantFile } from './generate-schema.ts';
import type { SchemaVariant } from './generate-schema.ts';
import { serializeSchema } from './json-schema.ts';
import { generateTypes } from './generate-types.ts';
import type { JsonSchema } from './json-schema.ts';

/** A file that is made from others and never written by hand; the path is relative to the spec's folder. */
export interface GeneratedFile {
  path: string;
  content: string;
}

/** JSON Schemas and TypeScript types of every document that the versions of a spec define, ordered by path. */
export function generateSchemas(properties: Properties, versions: readonly string[]): GeneratedFile[] {
  const files = versions.flatMap((version) => {
    const schemas = schemasOf(properties, version);
    if (schemas.size === 0) return [];
    const roots = [...schemas].filter(([file]) => /^[^.]+\.schema\.json$/u.test(file));
    return [
      ...[...schemas].map(([file, schema]) => ({ path: `schemas/${version}/${file}`, content: serializeSchema(schema) })),
      { path: `schemas/${version}/types.ts`, content: generateTypes(roots.map(([file, schema]) => ({ root: file.replace(/\.schema\.json$/u, ''), schema }))) },
    ];
  });
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The schemas of one version by file name: each document's own, what is recommended beside it, and what a given platform adds. */
export function schemasOf(properties: Properties, version: string): Map<string, JsonSchema> {
  const defined = propertiesOf(properties, version);
  const input = { spec: properties.spec, version, properties: defined };
  const schemas = new Map<string, JsonSchema>();
  for (const root of Object.keys(defined)) {
    const variants: SchemaVariant[] = [{ kind: 'whole' }, { kind: 'advice' }, ...platformsOf(defined).map((platform) => ({ kind: 'platform' as const, platform }))];
    for (const variant of variants) {
      const schema = generateSchema(input, root, variant);
      if (schema) schemas.set(variantFile(root, variant), schema);
    }
  }
  return schemas;
}

/** Platforms that a version's definitions name. */
function platformsOf(defined: DefinedProperties): string[] {
  const platforms = new Set<string>();
  for (const byPath of Object.values(defined)) {
    for (const { rules = [] } of Object.values(byPath)) {
      for (const rule of rules) {
        if (rule.kind === 'platform') platforms.add(rule.platform);
        if (rule.level !== undefined && !isMustLevel(rule.level)) continue;
        for (const one of rule.when ?? []) if (one.kind === 'platform') for (const platform of one.platforms) platforms.add(platform);
      }
    }
  }
  return [...platforms].sort();
}
