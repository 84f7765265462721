import { compareIds, SpecproofError } from '@specproof/model';
import type { Decision, Decisions, Effect, RegisteredRequirement, Registry, WordingClass } from '@specproof/model';
import { textKey } from './fingerprint-key.ts';
import { detailsOf, registeredRequirement } from './registered.ts';

/** What a reviewer says of a change. */
export interface Judgement {
  /** Whether the change is one of meaning. */
  meaning: boolean;
  reason: string;
  /** The guess stands where it is not given; `editorial` where the meaning stays. */
  class?: WordingClass;
  effect?: Effect;
  /** The version that made the change; all unsettled ones where it is not given. */
  version?: string;
}

/** The decisions with the change of one requirement judged. */
export function settle(registry: Registry, decisions: Decisions, id: string, judgement: Judgement): Decisions {
  const requirement = registeredRequirement(registry, id);
  const order = registry.versions.map(({ version }) => version);
  const changed = order.filter((version) => {
    const change = requirement.versions[version]?.change;
    return judgement.version === undefined ? change?.unsettled : change && version === judgement.version;
  });
  if (changed.length === 0) {
    const where = judgement.version === undefined ? 'has no unsettled change' : `did not change in ${judgement.version}`;
    const versions = order.filter((version) => requirement.versions[version]?.change);
    const remedy = versions.length === 0 ? 'There is nothing to judge.' : `Name a version that changed it: ${versions.join(', ')}.`;
    throw new SpecproofError('USAGE', `${id} ${where}. ${remedy}`);
  }
  const judged = changed.map((version) => decide(registry, requirement, id, version, judgement));
  const kept = decisions.decisions.filter((known) => !judged.some((other) => isSameChange(known, other)));
  const list = [...kept, ...judged].sort((a, b) => compareIds(a.id, b.id) || order.indexOf(a.version) - order.indexOf(b.version));
  return { ...decisions, decisions: list };
}

const isSameChange = (a: Decision, b: Decision): boolean => a.id === b.id && a.from === b.from && a.to === b.to;

function decide(
  registry: Registry,
  requirement: RegisteredRequirement,
  id: string,
  version: string,
  { meaning, reason, class: judged, effect }: Judgement,
): Decision {
  const place = requirement.versions[version];
  const base = changeBase(registry, requirement, version);
  if (!place?.change || !base) throw new Error(`${id} has a change in ${version} that comes from nowhere`);
  const guess = meaning ? place.change : { class: 'editorial' as const, effect: 'none' as const };
  return {
    id,
    version,
    from: textKey(detailsOf(requirement, base).text),
    to: textKey(detailsOf(requirement, place).text),
    class: judged ?? guess.class,
    effect: effect ?? guess.effect,
    meaning,
    reason,
  };
}

/** What a version's wording is compared with: the predecessor's or, where it was absent there, the last one before. */
export function changeBase(registry: Registry, requirement: RegisteredRequirement, version: string): RegisteredRequirement['versions'][string] | undefined {
  const at = registry.versions.findIndex((known) => known.version === version);
  const after = registry.versions[at]?.after;
  const earlier = registry.versions.slice(0, Math.max(0, at)).findLast((known) => requirement.versions[known.version]);
  return (after == null ? undefined : requirement.versions[after]) ?? requirement.versions[earlier?.version ?? ''];
}
