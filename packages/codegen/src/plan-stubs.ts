import { documentKey, isMustLevel, levels as allLevels, refsOf, resolveDispositions } from '@specproof/model';
import type { Dispositions, Level, RegisteredRef, Registry, Spec, TargetKind } from '@specproof/model';
import { asksForAnother, checksByRef, targetOf } from './collected-check.ts';
import type { CollectedCheck } from './collected-check.ts';
import { stubTitle } from './stub-title.ts';

export interface StubsInput {
  registry: Registry;
  spec: Spec;
  dispositions: Dispositions;
  /** All checks of the suite; those among them that never run for a ref count for nothing. */
  checks: readonly CollectedCheck[];
  /** Of which levels a ref has to have a check; the MUST levels where absent. */
  levels?: readonly Level[];
  /** Today, `YYYY-MM-DD`: a waiver that has expired by then counts for nothing. */
  today?: string;
}

/** A test to be written. */
export interface Stub {
  ref: RegisteredRef;
  /** Where the ref stands in `refs.ts`. */
  table: 'req' | 'past';
  /** Gives the check its target; `target` where nothing is known about the subject. */
  fixture: TargetKind | 'target';
  title: string;
  /** Relative to the spec's folder. */
  path: string;
}

/** One stub for every ref of a level asked for that has neither disposition nor a check that runs, ordered by ref. */
export function planStubs({ registry, spec, dispositions, checks, levels = allLevels.filter(isMustLevel), today }: StubsInput): Stub[] {
  const newest = registry.versions.at(-1)?.version ?? '';
  const { byRef } = resolveDispositions(registry, dispositions, today === undefined ? {} : { today });
  const checked = checksByRef(checks);
  const isChecked = (ref: RegisteredRef): boolean => (checked.get(ref.ref) ?? []).some((check) => !asksForAnother(check, ref, spec));
  return refsOf(registry)
    .filter((ref) => levels.includes(ref.level) && !isChecked(ref) && !byRef.has(ref.ref))
    .map((ref) => ({
      ref,
      table: ref.versions.includes(newest) ? 'req' : 'past',
      fixture: targetOf(ref, spec) ?? 'target',
      title: stubTitle(ref),
      path: `suite/todo/${documentKey(ref.document)}.todo.test.ts`,
    }));
}
