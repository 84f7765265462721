import type { Spec } from '@specproof/model';
import type { Validate } from '../judge/judge.ts';
import { compileSchemas } from './compile-schemas.ts';
import type { SchemaTexts } from './schema-set.ts';

/** The file that describes documents of `root` in one version's schema files; `undefined` where upstream publishes none. */
export function officialEntry(spec: Pick<Spec, 'officialSchemas'>, texts: SchemaTexts, root: string): string | undefined {
  const { officialSchemas = {} } = spec;
  const file = Object.hasOwn(officialSchemas, root) ? officialSchemas[root] : undefined;
  return file !== undefined && Object.hasOwn(texts, file) ? file : undefined;
}

/** A version's official schema for documents of `root`, compiled; `undefined` where upstream publishes none. */
export async function compileOfficial(spec: Pick<Spec, 'officialSchemas'>, texts: SchemaTexts, root: string): Promise<Validate | undefined> {
  const entry = officialEntry(spec, texts, root);
  return entry === undefined ? undefined : compileSchemas(texts, entry);
}
