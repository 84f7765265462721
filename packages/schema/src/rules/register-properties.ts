import type { Properties, RegisteredProperty } from '@specproof/model';
import type { DefinedProperties } from './read-properties.ts';

/**
 * What all versions of a spec define. Versions that were read anew replace what was registered of them; of the others
 * what is registered stays.
 *
 * @param versions every registered version, in order
 */
export function registerProperties(spec: string, versions: readonly string[], read: ReadonlyMap<string, DefinedProperties>, registered?: Properties): Properties {
  const byVersion = versions.map((version) => ({ version, defined: read.get(version) ?? (registered ? propertiesOf(registered, version) : {}) }));
  const properties: Properties['properties'] = record();
  for (const { version, defined } of byVersion) {
    for (const [root, byPath] of Object.entries(defined)) {
      for (const [path, property] of Object.entries(byPath)) {
        const states = ((properties[root] ??= record())[path] ??= []);
        const place = property.versions[version] ?? '';
        const same = states.find((state) => factsOf(state) === factsOf(property));
        if (same) same.versions[version] = place;
        else states.push({ ...property, versions: { [version]: place } });
      }
    }
  }
  return { schemaVersion: 1, spec, properties: sorted(properties, (byPath) => sorted(byPath, (states) => states)) };
}

/** What one version defines. */
export function propertiesOf({ properties }: Properties, version: string): DefinedProperties {
  const defined: DefinedProperties = record();
  for (const [root, byPath] of Object.entries(properties)) {
    for (const [path, states] of Object.entries(byPath)) {
      const state = states.find(({ versions }) => Object.hasOwn(versions, version));
      if (state) (defined[root] ??= record())[path] = { ...state, versions: { [version]: state.versions[version] ?? '' } };
    }
  }
  return defined;
}

/** Names come from texts: they may be those of every object's own members. */
const record = <T extends object>(): T => Object.create(null) as T;

const factsOf = (property: RegisteredProperty): string => JSON.stringify({ ...property, versions: undefined });

const sorted = <T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, map(value)]));
