import type { Decisions, Extraction, Registry } from '@specproof/model';
import { applyPlan } from './apply-plan.ts';
import { diff } from './diff.ts';
import type { Change } from './change.ts';
import { reconcile } from './reconcile.ts';
import { emptyRegistry, isRegistered } from './registered.ts';

/** Changes between two texts of which at least one is not registered. */
export interface ExtractionDiff {
  changes: Change[];
  /** Ids made up for this comparison; only registering a version gives real ones. */
  provisional: Set<string>;
  /** What was compared, in memory: the versions are named `from` and `to`. */
  registry: Registry;
  from: string;
  to: string;
}

export interface DiffExtractionsOptions {
  /** Where the ids come from that a text shares with what is registered. */
  registry?: Registry;
  decisions?: Decisions;
}

/**
 * Compares two texts, reconciled in memory. A side is a text, or the name of a registered version;
 * a text is taken to be written after the other side, or after the newest version registered.
 */
export function diffExtractions(from: Extraction | string, to: Extraction | string, options: DiffExtractionsOptions = {}): ExtractionDiff {
  const base = options.registry ?? emptyRegistry('folder', 'new');
  const decisions = options.decisions ?? { schemaVersion: 1, spec: base.spec, decisions: [], bindings: [], retired: [] };
  const [before, withBefore] = enter(base, from, 'from', typeof to === 'string' ? to : (base.versions.at(-1)?.version ?? null), decisions);
  const [after, registry] = enter(withBefore, to, 'to', before, decisions);
  const provisional = new Set(Object.keys(registry.requirements).filter((id) => !Object.hasOwn(base.requirements, id)));
  return { changes: diff(registry, before, after), provisional, registry, from: before, to: after };
}

function enter(registry: Registry, side: Extraction | string, name: string, after: string | null, decisions: Decisions): [string, Registry] {
  if (typeof side === 'string') return [side, registry];
  // A version may be called `from`; a space keeps the made-up name apart.
  const version = isRegistered(registry, name) ? `${name} (folder)` : name;
  return [version, applyPlan(registry, reconcile(registry, version, after, side, decisions))];
}
