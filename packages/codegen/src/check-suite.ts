import { isMustLevel, levels as allLevels, refsOf, resolveDispositions } from '@specproof/model';
import type { DispositionProblem, TargetKind } from '@specproof/model';
import { asksForAnother, checksByRef, targetOf } from './collected-check.ts';
import type { CollectedCheck } from './collected-check.ts';
import type { StubsInput } from './plan-stubs.ts';

/** What is wrong with a suite as it was collected, measured by the registry. */
export type SuiteFinding =
  /** It has to have a check, a stub or a disposition. */
  | { kind: 'uncovered'; ref: string; level: string; versions: readonly string[] }
  /** No meaning that any registered version has; compiled code cannot name it. */
  | { kind: 'unknown-ref'; ref: string; check: CollectedCheck }
  /** It never runs for the ref, which is about another kind of target. */
  | { kind: 'wrong-target'; ref: string; check: CollectedCheck; asked: TargetKind; wanted: TargetKind; subject: string }
  /** Nothing tells them apart, so that none of them gives a verdict. */
  | { kind: 'same-name'; checks: readonly CollectedCheck[] }
  /** Two checks that each claim to show all of it run against different kinds of target. */
  | { kind: 'subjects-disagree'; ref: string; checks: readonly [CollectedCheck, CollectedCheck] }
  /** Said to show in no observation, and checked all the same. */
  | { kind: 'observed'; ref: string; check: CollectedCheck }
  | { kind: 'disposition'; problem: DispositionProblem };

/** Holds a collected suite, stubs included, against the registry and the dispositions. */
export function checkSuite({ registry, spec, dispositions, checks, levels = allLevels.filter(isMustLevel), today }: StubsInput): SuiteFinding[] {
  const refs = refsOf(registry);
  const { byRef, problems } = resolveDispositions(registry, dispositions, today === undefined ? {} : { today });
  const checked = checksByRef(checks);
  const stubbed = new Set(checks.flatMap(({ meta }) => (meta.stub ? meta.refs : [])));
  const known = new Map(refs.map((ref) => [ref.ref, ref]));
  const covered = new Map([...checked].map(([name, own]) => [name, own.filter((check) => !known.has(name) || !asksForAnother(check, known.get(name)!, spec))]));
  const isCovered = (ref: string): boolean => (covered.get(ref) ?? []).length > 0;
  return [
    ...problems.filter((problem) => problem.kind !== 'suspect' || !isCovered(problem.inForce)).map((problem): SuiteFinding => ({ kind: 'disposition', problem })),
    ...sameNames(checks),
    ...unknownRefs(known, checks),
    ...refs.flatMap((ref): SuiteFinding[] => {
      const own = covered.get(ref.ref) ?? [];
      const [first] = own;
      const wanted = targetOf(ref, spec);
      const wrong = (checked.get(ref.ref) ?? []).flatMap((check): SuiteFinding[] => {
        const asked = check.meta.target;
        return own.includes(check) || asked === undefined || wanted === undefined ? [] : [{ kind: 'wrong-target', ref: ref.ref, check, asked, wanted, subject: ref.subject }];
      });
      const disposition = byRef.get(ref.ref);
      if (!first) {
        const isMissing = levels.includes(ref.level) && !disposition && !stubbed.has(ref.ref);
        return [...wrong, ...(isMissing ? [{ kind: 'uncovered', ref: ref.ref, level: ref.level, versions: ref.versions } as const] : [])];
      }
      const [complete, ...others] = own.filter((check) => isComplete(check, ref.ref));
      const other = complete && others.find((check) => (check.meta.target ?? wanted) !== (complete.meta.target ?? wanted));
      return [
        ...wrong,
        ...(complete && other ? [{ kind: 'subjects-disagree', ref: ref.ref, checks: [complete, other] } as const] : []),
        ...(disposition?.kind === 'not-observable' ? [{ kind: 'observed', ref: ref.ref, check: first } as const] : []),
      ];
    }),
  ];
}

// Whatever does not run may run tomorrow; a stub goes with its file.
const unknownRefs = (known: ReadonlyMap<string, unknown>, checks: readonly CollectedCheck[]): SuiteFinding[] =>
  checks.filter(({ meta }) => !meta.stub).flatMap((check) => [...new Set(check.meta.refs)].filter((ref) => !known.has(ref)).map((ref): SuiteFinding => ({ kind: 'unknown-ref', ref, check })));

function sameNames(checks: readonly CollectedCheck[]): SuiteFinding[] {
  const byName = new Map<string, CollectedCheck[]>();
  for (const check of checks.filter(({ meta }) => !meta.stub)) {
    const name = [check.file, ...check.titles].join(' > ');
    byName.set(name, [...(byName.get(name) ?? []), check]);
  }
  return [...byName.values()].filter((same) => same.length > 1).map((same) => ({ kind: 'same-name', checks: same }));
}

const isComplete = ({ meta: { partial = {}, set } }: CollectedCheck, ref: string): boolean => set === undefined && !Object.hasOwn(partial, ref);
