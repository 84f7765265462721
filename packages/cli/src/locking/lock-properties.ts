import { formatRef } from '@specproof/model';
import type { Properties, Registry } from '@specproof/model';
import type { DefinedProperties } from '@specproof/schema';
import { placeKey } from '../texts/read-definitions.ts';

/** What every version defines, with requirements by their refs; `undefined` where no text of the spec was ever read. */
export async function lockProperties(registry: Registry, read: ReadonlyMap<string, DefinedProperties>, registered: Properties | undefined): Promise<Properties | undefined> {
  if (read.size === 0) return registered;
  const { registerProperties, renameRefs } = await import('@specproof/schema');
  const named = new Map([...read].map(([version, defined]) => [version, renameRefs(defined, refsByPlace(registry, version))]));
  return registerProperties(registry.spec, registry.versions.map(({ version }) => version), named, registered);
}

function refsByPlace({ requirements }: Registry, version: string): (place: string) => string | undefined {
  const refs = new Map<string, string>();
  for (const [id, { facts, versions }] of Object.entries(requirements)) {
    const at = Object.hasOwn(versions, version) ? versions[version] : undefined;
    if (at) refs.set(placeKey(facts[at.facts]?.document ?? '', at), formatRef({ id, revision: at.revision }));
  }
  return (place) => refs.get(place);
}
