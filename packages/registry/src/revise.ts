import type { Binding, Decision, Decisions, RegisteredChange, RegisteredPlace, RegisteredRequirement, Registry } from '@specproof/model';
import { classifyChange } from './classify.ts';
import { detailsOf } from './registered.ts';
import { textKey } from './fingerprint-key.ts';

/** Finds judgements by what they are about. */
export interface DecisionIndex {
  change(id: string, from: string, to: string): Decision | undefined;
  binding(version: string, document: string, line: number, column: number, text: string): Binding | undefined;
}

/** An index over the decisions; of two about the same thing the later one holds. */
export function indexDecisions(decisions: Decisions): DecisionIndex {
  const changes = new Map(decisions.decisions.map((decision) => [JSON.stringify([decision.id, decision.from, decision.to]), decision]));
  const bindings = new Map(
    decisions.bindings.map((binding) => [
      JSON.stringify([binding.version, binding.document, binding.line, binding.column, binding.text]),
      binding,
    ]),
  );
  return {
    change: (id, from, to) => changes.get(JSON.stringify([id, from, to])),
    binding: (...place) => bindings.get(JSON.stringify(place)),
  };
}

/**
 * Numbers the meanings of one requirement anew, version by version: same words, same revision; words it had
 * before take their revision back; a decision says whether other words mean something else; without one they
 * do, unsettled. With `only`, the other versions stay as they are.
 */
export function reviseRequirement(
  registry: Registry,
  id: string,
  requirement: RegisteredRequirement,
  decisions: DecisionIndex,
  only?: string,
): RegisteredRequirement {
  const versions: Record<string, RegisteredPlace> = {};
  const earlier: RegisteredPlace[] = [];
  for (const { version, after } of registry.versions) {
    const place = requirement.versions[version];
    if (!place) continue;
    const base = (after === null ? undefined : versions[after]) ?? earlier.at(-1);
    const adjacent = after !== null && base !== undefined && base === versions[after];
    const revised =
      only === undefined || only === version
        ? revisePlace({ registry, id, requirement, decisions, version, place, earlier, base, after: adjacent ? after : null })
        : place;
    versions[version] = revised;
    earlier.push(revised);
  }
  return { ...requirement, versions };
}

interface Revising {
  registry: Registry;
  id: string;
  requirement: RegisteredRequirement;
  decisions: DecisionIndex;
  version: string;
  place: RegisteredPlace;
  earlier: readonly RegisteredPlace[];
  base: RegisteredPlace | undefined;
  /** The version of `base` where that is the predecessor. */
  after: string | null;
}

function revisePlace(context: Revising): RegisteredPlace {
  const { requirement, decisions, version, place, earlier, base, id } = context;
  const { change: _change, ...bare } = place;
  const { text, facts } = detailsOf(requirement, place);
  const key = textKey(text);
  const held = decisions.binding(version, facts.document, place.line, place.column, key)?.revision;
  if (!base) return { ...bare, revision: held ?? 1 };

  const before = detailsOf(requirement, base).text;
  const sameWords = base.text === place.text || standsUntouched(context);
  const known = earlier.findLast((other) => other.text === place.text);
  const decision = decisions.change(id, textKey(before), key);
  const next = 1 + Math.max(...earlier.map((other) => other.revision));
  const revision =
    held ?? (sameWords ? base.revision : (known?.revision ?? (decision?.meaning === false ? base.revision : next)));
  if (sameWords && revision === base.revision) return { ...bare, revision };

  const settled = decision !== undefined || known !== undefined || held !== undefined;
  const guess: RegisteredChange = revision === base.revision ? { class: 'editorial', effect: 'none' } : classifyChange(before, text);
  const change: RegisteredChange = decision
    ? { class: decision.class, effect: decision.effect }
    : { ...guess, ...(!settled && { unsettled: true }) };
  return { ...bare, revision, change };
}

/** In a document of which not a byte changed nothing has changed, whatever a better extractor reads there. */
function standsUntouched({ registry, requirement, version, after, place, base }: Revising): boolean {
  if (after === null || !base || base.line !== place.line || base.column !== place.column) return false;
  const hash = (name: string, { document }: { document: string }): string | undefined =>
    registry.versions.find((candidate) => candidate.version === name)?.documents[document];
  const now = hash(version, detailsOf(requirement, place).facts);
  return now !== undefined && now === hash(after, detailsOf(requirement, base).facts);
}

/** Applies decisions made since the registry was written: revisions and changes of every requirement anew. */
export function revise(registry: Registry, decisions: Decisions): Registry {
  const index = indexDecisions(decisions);
  const requirements: Registry['requirements'] = {};
  for (const [id, requirement] of Object.entries(registry.requirements)) {
    requirements[id] = reviseRequirement(registry, id, requirement, index);
  }
  return { ...registry, requirements };
}
