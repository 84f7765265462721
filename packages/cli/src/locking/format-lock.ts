import type { Plan } from '@specproof/registry';
import { describeChanges } from '../changes/described-change.ts';
import type { DescribedChange, Side } from '../changes/described-change.ts';
import { formatChanges } from '../changes/format-text.ts';
import { sayFigures, summarise } from '../changes/summarise.ts';
import { upstreamLink } from '../changes/upstream-link.ts';
import { count } from '../output/count.ts';
import type { Colors } from '../output/output.ts';
import { noTexts, textsByPlace } from '../texts/texts-by-place.ts';
import type { LockedSpec } from './lock-spec.ts';
import { reviewLines, unsettledChanges } from './unsettled.ts';

/** What locking a spec changes, for people. */
export function formatLock(locked: LockedSpec, colors: Colors, isCheck: boolean): string[] {
  const { spec, registry, plans, kept, left, files } = locked;
  const lines = [colors.bold(spec.id)];
  for (const plan of plans) lines.push(...formatPlan(locked, plan, colors));
  if (kept.length > 0) lines.push(`  No text of ${kept.join(', ')}: kept as registered, not checked.`);
  if (left.length > 0) lines.push(`  Not registered: ${left.join(', ')}. Their text, or that of their predecessor, could not be had: specproof sync ${spec.id} --from <folder>`);
  const total = Object.values(registry.requirements).filter(({ retired }) => retired === undefined).length;
  const state = files.length === 0 ? 'nothing to change' : isCheck ? colors.yellow('would change: run specproof lock') : `written: ${files.map(({ file }) => file.slice(file.lastIndexOf('/') + 1)).join(', ')}`;
  lines.push(`  ${count(registry.versions.length, 'version')}, ${count(total, 'requirement id')}; ${state}`);
  lines.push(...formatStale(locked, colors), ...formatUnsettled(locked));
  return lines;
}

/** The changes that a plan brings, with texts and links. */
export function describePlan({ spec, registry, extractions }: Pick<LockedSpec, 'spec' | 'registry' | 'extractions'>, plan: Plan): DescribedChange[] {
  const side = (version: string, isOldText: boolean): Side => {
    const extraction = extractions.get(version);
    return { name: version, version, texts: extraction && !isOldText ? textsByPlace(extraction) : noTexts, url: isOldText ? () => undefined : upstreamLink(spec, version) };
  };
  // Read again, the words that were registered before are at hand nowhere.
  const before = plan.reread ? side(plan.version, true) : side(plan.after ?? plan.version, false);
  const suggestions = new Set(plan.requirements.filter(({ suggestion }) => suggestion).map(({ id }) => id));
  return describeChanges(plan.changes, { registry, from: before, to: side(plan.version, false), suggestions });
}

function formatPlan(locked: LockedSpec, plan: Plan, colors: Colors): string[] {
  const { version, after, reread, requirements } = plan;
  const changes = describePlan(locked, plan);
  const shown = changes.length === 0 ? [] : ['', ...formatChanges(changes, colors).map((line) => `  ${line}`.trimEnd())];
  if (!reread) {
    const figures = after === null ? 'the first version' : sayFigures(summarise(changes));
    return [`  ${colors.bold(version)} is new: ${count(requirements.length, 'requirement')}${after === null ? '' : `, after ${after}`}; ${figures}`, ...shown];
  }
  const { found, retired, corrected } = reread;
  const lists = [
    ['found', found],
    ['retired', retired],
    ['corrected', corrected],
  ] as const;
  const said = lists.filter(([, ids]) => ids.length > 0).map(([what, ids]) => `${ids.length} ${what} (${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ', …' : ''})`);
  return [
    ...(said.length > 0 ? [`  ${version} read again, no change of the spec: ${said.join('; ')}`] : []),
    ...(shown.length > 0 ? [`  ${version} is not the text that was registered:`, ...shown] : []),
  ];
}

/** What is pinned to nothing any more; only known where every text was read. */
export function staleOf({ kept, left, stale }: LockedSpec): LockedSpec['stale'] {
  return kept.length + left.length === 0 ? stale : { overrides: [], decisions: [], bindings: [] };
}

function formatStale(locked: LockedSpec, colors: Colors): string[] {
  const { overrides, decisions, bindings } = staleOf(locked);
  return [
    ...overrides.map(({ kind, document, sentence, reason }) => colors.yellow(`  stale override: ${kind} in ${document} (${reason}): no version has its sentence ${sentence} any more. Correct or remove it in overrides.json.`)),
    ...decisions.map(({ id, version, reason }) => colors.yellow(`  stale decision: ${id} in ${version} (${reason}): the change it judged is not there any more. Correct or remove it in decisions.json.`)),
    ...bindings.map(({ id, version, document, line, reason }) => colors.yellow(`  stale binding: ${id} at ${document}:${line} of ${version} (${reason}): its text is not there any more. Correct or remove it in decisions.json.`)),
  ];
}

function formatUnsettled({ registry, plans }: LockedSpec): string[] {
  const unsettled = unsettledChanges(registry);
  if (unsettled.length === 0) return [];
  const editorial = new Set(plans.flatMap(({ requirements }) => requirements.filter(({ suggestion }) => suggestion).map(({ id }) => id)));
  return [
    `  ${count(unsettled.length, 'change is', 'changes are')} not settled. specproof review <id> shows both texts; then type --editorial (the meaning stays) or --accept (it changed):`,
    ...reviewLines(unsettled, editorial).map((line) => `    ${line}`),
  ];
}
