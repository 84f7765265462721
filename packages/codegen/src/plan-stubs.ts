import { documentKey, isMustLevel, levels as allLevels, refsOf, resolveDispositions } from '@specproof/model';
import type { Dispositions, Level, RegisteredRef, Registry, Spec, TargetKind } from '@specproof/model';
import { checksByRef } from './collected-check.ts';
import type { CollectedCheck } from './collected-check.ts';
import { stubTitle } from './stub-title.ts';

export interface StubsInput {
  registry: Registry;
  spec: Spec;
  dispositions: Dispositions;
  /** All checks of the suite; stubs among them count for nothing. */
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

/** One stub for every ref of a level asked for that has neither check nor disposition, ordered by ref. */
export function planStubs({ registry, spec, dispositions, checks, levels = allLevels.filter(isMustLevel), today }: StubsInput): Stub[] {
  const newest = registry.versions.at(-1)?.version ?? '';
  const { byRef } = resolveDispositions(registry, dispositions, today === undefined ? {} : { today });
  const checked = checksByRef(checks);
  return refsOf(registry)
    .filter(({ ref, level }) => levels.includes(level) && !checked.has(ref) && !byRef.has(ref))
    .map((ref) => ({
      ref,
      table: ref.versions.includes(newest) ? 'req' : 'past',
      fixture: fixtureOf(spec, ref.subject),
      title: stubTitle(ref),
      path: `suite/todo/${documentKey(ref.document)}.todo.test.ts`,
    }));
}

const fixtureOf = ({ targets = {} }: Spec, subject: string): TargetKind | 'target' => (Object.hasOwn(targets, subject) ? targets[subject] : undefined) ?? 'target';
