import type { PropertyRule } from '@specproof/model';
import type { DefinedProperties } from './read-properties.ts';

/** The same definitions with their requirements named otherwise; what gets no name is left out. */
export function renameRefs(defined: DefinedProperties, rename: (ref: string) => string | undefined): DefinedProperties {
  const named = <T extends { refs?: string[] }>({ refs, ...rest }: T): Omit<T, 'refs'> & { refs?: string[] } => {
    const renamed = (refs ?? []).flatMap((ref) => rename(ref) ?? []);
    return { ...rest, ...(renamed.length > 0 && { refs: renamed }) };
  };
  return Object.fromEntries(
    Object.entries(defined).map(([root, byPath]) => [
      root,
      Object.fromEntries(Object.entries(byPath).map(([path, property]) => [path, { ...named(property), ...(property.rules && { rules: property.rules.map((rule) => named(rule) as PropertyRule) }) }])),
    ]),
  );
}
