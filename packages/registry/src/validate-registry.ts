import { parseId, SpecproofError } from '@specproof/model';
import type { RegisteredRequirement, Registry } from '@specproof/model';

/** Returns the registry, or throws REGISTRY_CONFLICT with the first thing in it that contradicts the rest. */
export function validateRegistry(registry: Registry): Registry {
  const fail = (where: string, what: string): never => {
    throw new SpecproofError(
      'REGISTRY_CONFLICT',
      `${registry.spec}: ${where} ${what}. Take the committed registry.json back, or write it anew from the texts: specproof lock`,
    );
  };
  const order = new Set<string>();
  for (const { version, after } of registry.versions) {
    if (order.has(version)) fail(version, 'is registered twice');
    if (after !== null && !order.has(after)) fail(version, `comes after ${after}, which is not registered before it`);
    order.add(version);
  }
  const folded = new Map<string, string>();
  for (const [id, requirement] of Object.entries(registry.requirements)) {
    const parts = parseId(id);
    if (!parts || parts.prefix !== registry.prefix) fail(id, `is no id: expected ${registry.prefix}/<document>/<section>/<number>`);
    // Ids become file and anchor names, on file systems that do not tell case.
    const twin = folded.get(id.toLowerCase());
    if (twin !== undefined) fail(id, `collides with ${twin}`);
    folded.set(id.toLowerCase(), id);
    checkRequirement(requirement, order, (what) => fail(id, what));
  }
  checkPlaces(registry, fail);
  return registry;
}

function checkRequirement({ texts, facts, versions, skipped = [], retired }: RegisteredRequirement, order: ReadonlySet<string>, fail: (what: string) => never): void {
  const places = Object.entries(versions);
  if (places.length === 0 && retired === undefined) fail('is in no version and not retired');
  if (places.length > 0 && retired !== undefined) fail('is retired and still in a version');
  const revisions = new Set<number>(skipped);
  for (const [version, place] of places) {
    if (!order.has(version)) fail(`stands in ${version}, which is not registered`);
    if (!texts[place.text]) fail(`points to text ${place.text} in ${version}, but has ${texts.length}`);
    if (!facts[place.facts]) fail(`points to facts ${place.facts} in ${version}, but has ${facts.length}`);
    revisions.add(place.revision);
  }
  for (let revision = 1; revision <= revisions.size; revision++) {
    if (!revisions.has(revision)) fail(`has no revision ${revision}, but has ${[...revisions].join(', ')}`);
  }
}

/** Two ids cannot stand for the same thing: the same words at the same place of one version. */
function checkPlaces({ versions, requirements }: Registry, fail: (where: string, what: string) => never): void {
  for (const { version } of versions) {
    const byPlace = new Map<string, string>();
    for (const [id, { texts, facts, versions: places }] of Object.entries(requirements)) {
      const place = places[version];
      if (!place) continue;
      const inherits = facts[place.facts]?.inherits;
      if (inherits !== undefined && !requirements[inherits]?.versions[version]) fail(id, `inherits from ${inherits}, which is not in ${version}`);
      const key = JSON.stringify([facts[place.facts]?.document, place.line, place.column, texts[place.text], inherits]);
      const twin = byPlace.get(key);
      if (twin !== undefined) fail(id, `stands where ${twin} stands in ${version}`);
      byPlace.set(key, id);
    }
  }
}
