import { compareIds, SpecproofError } from '@specproof/model';
import type { Decisions, Extraction, Registry } from '@specproof/model';
import { applyPlan } from './apply-plan.ts';
import { diff } from './diff.ts';
import type { Change } from './change.ts';
import { draftRequirements, readItems } from './draft-requirements.ts';
import type { Reading } from './draft-requirements.ts';
import { looksEditorial } from './looks-editorial.ts';
import { matchItems } from './match-items.ts';
import type { Plan, PlannedRequirement, Reread } from './plan.ts';
import { isRegistered, viewRequirement } from './registered.ts';
import { indexDecisions, reviseRequirement } from './revise.ts';

/**
 * Gives every requirement of a text its id: what registering `version`, written after `after`, would do.
 * A version that is registered already is read again: matched by place where its documents are the same.
 */
export function reconcile(
  registry: Registry,
  version: string,
  after: string | null,
  extraction: Extraction,
  decisions: Decisions,
): Plan {
  checkPredecessor(registry, version, after);
  const readings = readItems(extraction);
  const match = matchItems(registry, version, after, extraction, decisions, readings.map(({ item }) => item));
  const documents = Object.fromEntries(extraction.documents.map(({ path, sha256 }) => [path, sha256] as const).sort());
  const drafts = draftRequirements(registry, version, extraction, decisions, readings, match);
  const target = { version, after, documents };
  const { requirements, applied } = numberMeanings(registry, { ...target, requirements: drafts }, decisions);

  const gone = match.gone.map((item) => item.id ?? '').sort(compareIds);
  const plan = { ...target, requirements, staleBindings: match.staleBindings };
  if (isRegistered(registry, version)) {
    const changes = changesOfText(registry, target, extraction, decisions);
    return { ...plan, removed: [], changes, reread: compareReadings(registry, plan, gone) };
  }
  const changes = after === null ? [] : diff(applied, after, version);
  return { ...plan, requirements: suggestEditorial(registry, after, requirements, readings), removed: gone, changes };
}

function checkPredecessor(registry: Registry, version: string, after: string | null): void {
  if (after === null || (after !== version && isRegistered(registry, after))) return;
  throw new SpecproofError(
    'UNKNOWN_VERSION',
    `${registry.spec} ${version} comes after ${after}, which is not registered. Register ${after} first, or correct "after" of ${version} in spec.json.`,
  );
}

type Target = Pick<Plan, 'version' | 'after' | 'documents'>;

/** The drafts with the revision and change that decisions and earlier texts give them, and the registry they make. */
function numberMeanings(
  registry: Registry,
  plan: Target & { requirements: PlannedRequirement[] },
  decisions: Decisions,
): { requirements: PlannedRequirement[]; applied: Registry } {
  const applied = applyPlan(registry, plan);
  const index = indexDecisions(decisions);
  const revised = { ...applied.requirements };
  const requirements = plan.requirements.map((planned) => {
    const registered = applied.requirements[planned.id];
    // Reading the same bytes again raises no revision.
    if (planned.why === 'reread' || !registered) return planned;
    const requirement = reviseRequirement(applied, planned.id, registered, index, plan.version);
    revised[planned.id] = requirement;
    const { revision = 1, change } = requirement.versions[plan.version] ?? {};
    return { ...planned, revision, ...(change && { change }) };
  });
  return { requirements, applied: { ...applied, requirements: revised } };
}

function suggestEditorial(
  registry: Registry,
  after: string | null,
  requirements: readonly PlannedRequirement[],
  readings: readonly Reading[],
): PlannedRequirement[] {
  return requirements.map((planned, i) => {
    const before = planned.change?.unsettled && after !== null && viewRequirement(registry, planned.id, after);
    const source = readings[i]?.source;
    return before && source && looksEditorial(before, planned.text, source.parts) ? { ...planned, suggestion: 'editorial' } : planned;
  });
}

/** Where the bytes of a registered version are not those registered: what changed in it since. */
function changesOfText(registry: Registry, { version, documents }: Target, extraction: Extraction, decisions: Decisions): Change[] {
  const registered = registry.versions.find((known) => known.version === version)?.documents ?? {};
  const paths = [...new Set([...Object.keys(registered), ...Object.keys(documents)])];
  if (paths.every((path) => registered[path] === documents[path])) return [];
  return reconcile(registry, `${version} as read now`, version, extraction, decisions).changes;
}

function compareReadings(registry: Registry, { version, requirements }: Target & { requirements: PlannedRequirement[] }, gone: string[]): Reread {
  const reread: Reread = { found: [], retired: gone, corrected: [] };
  for (const { id, why: _why, alike: _alike, change: _change, text, facts, ...place } of requirements) {
    const before = viewRequirement(registry, id, version);
    if (!before) {
      reread.found.push(id);
      continue;
    }
    const { change: _before, version: _version, ...known } = before;
    if (JSON.stringify(sorted(known)) !== JSON.stringify(sorted({ id, ...place, ...facts, ...text }))) reread.corrected.push(id);
  }
  reread.found.sort(compareIds);
  reread.corrected.sort(compareIds);
  return reread;
}

const sorted = (record: object): [string, unknown][] => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
