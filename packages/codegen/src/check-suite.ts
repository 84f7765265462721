import { isMustLevel, levels as allLevels, refsOf, resolveDispositions } from '@specproof/model';
import type { DispositionProblem, RegisteredRef, TargetKind } from '@specproof/model';
import { checksByRef } from './collected-check.ts';
import type { CollectedCheck } from './collected-check.ts';
import type { StubsInput } from './plan-stubs.ts';

/** What is wrong with a suite as it was collected, measured by the registry. */
export type SuiteFinding =
  /** It has to have a check, a stub or a disposition. */
  | { kind: 'uncovered'; ref: string; level: string; versions: readonly string[] }
  /** No meaning that any registered version has; compiled code cannot name it. */
  | { kind: 'unknown-ref'; ref: string; check: CollectedCheck }
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
  const targetOf = (check: CollectedCheck, { subject }: RegisteredRef): TargetKind | undefined => check.meta.target ?? spec.targets?.[subject];
  return [
    ...problems.filter((problem) => problem.kind !== 'suspect' || !checked.has(problem.inForce)).map((problem): SuiteFinding => ({ kind: 'disposition', problem })),
    ...unknownRefs(new Set(refs.map(({ ref }) => ref)), checked),
    ...refs.flatMap((ref): SuiteFinding[] => {
      const own = checked.get(ref.ref) ?? [];
      const [first] = own;
      const disposition = byRef.get(ref.ref);
      if (!first) {
        const isMissing = levels.includes(ref.level) && !disposition && !stubbed.has(ref.ref);
        return isMissing ? [{ kind: 'uncovered', ref: ref.ref, level: ref.level, versions: ref.versions }] : [];
      }
      const [complete, ...others] = own.filter((check) => isComplete(check, ref.ref));
      const other = complete && others.find((check) => targetOf(check, ref) !== targetOf(complete, ref));
      return [
        ...(complete && other ? [{ kind: 'subjects-disagree', ref: ref.ref, checks: [complete, other] } as const] : []),
        ...(disposition?.kind === 'not-observable' ? [{ kind: 'observed', ref: ref.ref, check: first } as const] : []),
      ];
    }),
  ];
}

const unknownRefs = (known: ReadonlySet<string>, checked: ReadonlyMap<string, readonly CollectedCheck[]>): SuiteFinding[] =>
  [...checked].flatMap(([ref, checks]) => (known.has(ref) ? [] : checks.map((check): SuiteFinding => ({ kind: 'unknown-ref', ref, check }))));

const isComplete = ({ meta: { partial = {}, set } }: CollectedCheck, ref: string): boolean => set === undefined && !Object.hasOwn(partial, ref);
