import { SpecproofError } from '@specproof/model';
import type {
  RegisteredFacts,
  RegisteredPlace,
  RegisteredRequirement,
  RegisteredText,
  RegisteredVersion,
  Registry,
} from '@specproof/model';

/** A requirement as it stands in one version, with all that the registry knows of it. */
export interface RegisteredView extends Omit<RegisteredPlace, 'text' | 'facts'>, RegisteredFacts, RegisteredText {
  id: string;
  version: string;
}

/** A registry without any version. */
export const emptyRegistry = (spec: string, prefix: string): Registry => ({
  schemaVersion: 1,
  spec,
  prefix,
  versions: [],
  requirements: {},
});

/** The registered version; throws UNKNOWN_VERSION where there is none. */
export function registeredVersion(registry: Registry, version: string): RegisteredVersion {
  const found = registry.versions.find((candidate) => candidate.version === version);
  if (found) return found;
  const known = registry.versions.map((candidate) => candidate.version).join(', ') || 'none';
  throw new SpecproofError(
    'UNKNOWN_VERSION',
    `${registry.spec} ${version} is not registered (registered: ${known}). Name one of these, or register it with: specproof lock`,
  );
}

/** The registered requirement; throws UNKNOWN_REQUIREMENT where there is none. */
export function registeredRequirement(registry: Registry, id: string): RegisteredRequirement {
  const requirement = Object.hasOwn(registry.requirements, id) ? registry.requirements[id] : undefined;
  if (requirement) return requirement;
  throw new SpecproofError('UNKNOWN_REQUIREMENT', `${registry.spec} has no requirement ${id}. List the ids it has with: specproof trace`);
}

/** The wording and the facts that a place points to. */
export function detailsOf(requirement: RegisteredRequirement, place: RegisteredPlace): { text: RegisteredText; facts: RegisteredFacts } {
  const text = requirement.texts[place.text];
  const facts = requirement.facts[place.facts];
  if (!text || !facts) throw new RangeError('A registered place points to a wording that is not there');
  return { text, facts };
}

/** One requirement in one version, or `undefined` where it is not in that text. */
export function viewRequirement(registry: Registry, id: string, version: string): RegisteredView | undefined {
  const requirement = registry.requirements[id];
  const place = requirement?.versions[version];
  if (!requirement || !place) return undefined;
  const { text, facts } = detailsOf(requirement, place);
  const { text: _text, facts: _facts, ...rest } = place;
  return { id, version, ...rest, ...facts, ...text };
}

/** All requirements of one version, ordered by id. */
export function viewVersion(registry: Registry, version: string): RegisteredView[] {
  registeredVersion(registry, version);
  return Object.keys(registry.requirements).flatMap((id) => viewRequirement(registry, id, version) ?? []);
}

/** Whether the version is registered. */
export const isRegistered = (registry: Registry, version: string): boolean =>
  registry.versions.some((registered) => registered.version === version);
