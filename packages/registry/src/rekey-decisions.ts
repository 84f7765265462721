import type { Binding, Decision, Decisions, Registry } from '@specproof/model';
import { boundPlace, judgedChange } from './check-decisions.ts';
import { textKey } from './fingerprint-key.ts';
import { detailsOf, viewRequirement } from './registered.ts';
import { changeBase } from './settle.ts';

/** Decisions that fit what was read, and those that fit nothing. */
export interface RekeyedDecisions {
  decisions: Decisions;
  stale: { decisions: Decision[]; bindings: Binding[] };
}

/**
 * Carries judgements over to what a better extractor reads in the same texts: their keys are fingerprints,
 * which change with the reading. What fits neither reading is stale, and kept for a person to look at.
 */
export function rekeyDecisions(decisions: Decisions, before: Registry, after: Registry): RekeyedDecisions {
  const stale: RekeyedDecisions['stale'] = { decisions: [], bindings: [] };
  const changes = decisions.decisions.map((decision) => {
    const keys = findChange(after, decision, before);
    if (!keys) stale.decisions.push(decision);
    return keys ? { ...decision, ...keys } : decision;
  });
  const bindings = decisions.bindings.map((binding) => {
    if (boundTo(after, binding)) return binding;
    const id = binding.id === 'new' ? boundTo(before, binding) : binding.id;
    const view = id === undefined || !boundTo(before, binding) ? undefined : viewRequirement(after, id, binding.version);
    if (!view) stale.bindings.push(binding);
    return view ? { ...binding, document: view.document, line: view.line, column: view.column, text: textKey(view) } : binding;
  });
  return {
    decisions: {
      ...decisions,
      decisions: withoutTwins(changes, decisions.decisions, judgedChange),
      bindings: withoutTwins(bindings, decisions.bindings, boundPlace),
    },
    stale,
  };
}

/** Of two that are about the same thing now, the one that was about it before. */
function withoutTwins<T>(carried: readonly T[], before: readonly T[], about: (entry: T) => string): T[] {
  const keys = before.map(about);
  const stays = (entry: T, index: number): boolean => about(entry) === keys[index];
  const taken = new Set(carried.filter(stays).map(about));
  return carried.filter((entry, index) => {
    if (stays(entry, index)) return true;
    const isFree = !taken.has(about(entry));
    taken.add(about(entry));
    return isFree;
  });
}

/** The keys that `after` has where `before` has those of the decision; its own where `after` still has them. */
function findChange(after: Registry, decision: Decision, before: Registry): { from: string; to: string } | undefined {
  const isJudged = (keys: { from: string; to: string } | undefined): boolean => keys?.from === decision.from && keys.to === decision.to;
  const versions = [decision.version, ...after.versions.map(({ version }) => version)];
  if (versions.some((version) => isJudged(keysAt(after, decision.id, version)))) return { from: decision.from, to: decision.to };
  const judged = versions.find((version) => isJudged(keysAt(before, decision.id, version)));
  return judged === undefined ? undefined : keysAt(after, decision.id, judged);
}

function keysAt(registry: Registry, id: string, version: string): { from: string; to: string } | undefined {
  const requirement = registry.requirements[id];
  const place = requirement?.versions[version];
  const base = requirement && changeBase(registry, requirement, version);
  if (!requirement || !place || !base) return undefined;
  return { from: textKey(detailsOf(requirement, base).text), to: textKey(detailsOf(requirement, place).text) };
}

/** The id of what stands where the binding points, if it has its words. */
function boundTo(registry: Registry, { version, document, line, column, text }: Binding): string | undefined {
  return Object.keys(registry.requirements).find((id) => {
    const place = registry.requirements[id]?.versions[version];
    if (place?.line !== line || place.column !== column) return false;
    const view = viewRequirement(registry, id, version);
    return view?.document === document && textKey(view) === text;
  });
}
