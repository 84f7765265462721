import { compareIds, verdicts } from '@specproof/model';
import type { Evidence, EvidenceHeader, EvidenceRecord, ListedCheck, RunError, RunSelection, Verdict } from '@specproof/model';
import type { Judgement } from './judge-check.ts';
import type { CheckMeta } from './meta.ts';

/** A check that the run found, and what became of it. */
export interface FoundCheck {
  check: string;
  file: string;
  line?: number | undefined;
  meta: CheckMeta;
  judgement: Judgement;
}

/** What a run found and what it left out. */
export interface FoundRun {
  checks: readonly FoundCheck[];
  errors: readonly RunError[];
  selection: RunSelection;
  /** Every file of the suite was read: no check is missing from `checks`. */
  whole: boolean;
}

/** Evidence of a run, in an order that does not depend on the run. */
export function buildEvidence(header: Omit<EvidenceHeader, 'selection'>, { checks: found, errors, selection, whole }: FoundRun): Evidence {
  const byName = new Map<string, FoundCheck[]>();
  for (const check of found) byName.set(check.check, [...(byName.get(check.check) ?? []), check]);
  const repeated = [...byName.values()].filter((same) => same.length > 1).map((same) => ({ file: same[0]!.file, message: `${same[0]!.check}: ${tellApart(same.length)}` }));
  const checks = [...byName.values()].map(merge).sort((a, b) => compareIds(a.check, b.check));
  const records = checks.flatMap((check) => toRecords(check, whole ? checks : undefined));
  const nothing = records.length === 0 ? [{ message: 'No check ran, so the run shows nothing: a filter or a skip may be in the way, or no check is for this target and version' }] : [];
  const counts = Object.fromEntries(verdicts.map((verdict) => [verdict, records.filter((record) => record.verdict === verdict).length])) as Record<Verdict, number>;
  return {
    header: { ...header, ...(Object.keys(selection).length > 0 && { selection }) },
    records,
    totals: { kind: 'totals', verdicts: counts, checks: checks.map(toListed), errors: [...errors, ...repeated, ...nothing].sort(compareErrors) },
  };
}

const compareErrors = (a: RunError, b: RunError): number => compareIds(a.file ?? '', b.file ?? '') || compareIds(a.message, b.message);

const tellApart = (count: number): string => `${count} checks are called this: give each a title of its own`;

/** Several checks of one name cannot be told apart, so that none of them shows anything. */
function merge(same: FoundCheck[]): FoundCheck {
  const [first] = same as [FoundCheck];
  if (same.length === 1) return first;
  const refs = [...new Set(same.flatMap(({ meta }) => meta.refs))].sort(compareIds);
  const judged = [...new Set(same.flatMap(({ judgement }) => judgement.findings.map(({ ref }) => ref)))];
  const reason = tellApart(same.length);
  const findings = judged.map((ref) => ({ ref, verdict: 'error' as const, observations: [], reason }));
  const state = judged.length > 0 ? 'ran' : first.judgement.state;
  return { ...first, meta: { refs }, judgement: { state, reason, findings } };
}

function toRecords({ check, meta, judgement }: FoundCheck, all: readonly FoundCheck[] | undefined): EvidenceRecord[] {
  const { partial = {}, reading, premises, set, generated } = meta;
  return [...judgement.findings]
    .sort((a, b) => compareIds(a.ref, b.ref))
    .map(({ ref, verdict, observations, reason, remedy, permittingRef }) => ({
      kind: 'verdict',
      check,
      ref,
      verdict,
      observations,
      ...(reason !== undefined && { reason }),
      ...(remedy !== undefined && { remedy }),
      ...(permittingRef !== undefined && { permittingRef }),
      ...(partial[ref] !== undefined && { partial: partial[ref] }),
      ...(reading !== undefined && { reading }),
      ...(premises && { premises }),
      ...(set !== undefined && { set: { name: set, ...(all && { members: all.filter((other) => other.meta.set === set && other.meta.refs.includes(ref)).map((other) => other.check) }) } }),
      ...(generated && { generated }),
    }));
}

const toListed = ({ check, file, line, meta, judgement }: FoundCheck): ListedCheck => ({
  check,
  file,
  ...(line !== undefined && { line }),
  refs: meta.refs,
  state: judgement.state,
  ...(judgement.reason !== undefined && { reason: judgement.reason }),
});
