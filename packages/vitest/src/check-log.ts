import type { Observation, Ref } from '@specproof/model';
import type { TestContext } from 'vitest';
import type { Conclusion } from './conclude.ts';
import { failedObservation } from './describe-error.ts';
import type { AssertionListener } from './executed-assertions.ts';

/** The test behind a check, in a worker. */
export type Task = TestContext['task'];

/** What is known of a check before it runs. */
export interface Definition {
  refs: readonly Ref[];
  permits: readonly Ref[];
  /** The refs it has to judge. */
  judged: readonly string[];
  /** The run's version of the spec; absent where checks are only collected. */
  version: string | undefined;
}

/** Ends a check; what it has concluded stands even where somebody catches this. */
export class Ended extends Error {
  override name = 'Ended';
}

/** All that one run of a check leaves behind. */
export interface CheckLog {
  readonly observations: { ref: string | undefined; observation: Observation }[];
  readonly asserted: Set<string | undefined>;
  conclusion: Conclusion | undefined;
  broken: string | undefined;
  /** Notes that the check is broken, whatever else it finds; to be thrown. */
  breaks(reason: string): Ended;
  /** Notes which ref the executed assertions are about. */
  listener(ref: string | undefined): AssertionListener;
  /** Notes what `expect.soft` has found since the last time. */
  takeSoftErrors(ref: string | undefined, what?: string): void;
}

/** An empty log. */
export function createLog(task: Task): CheckLog {
  let softErrors = task.result?.errors?.length ?? 0;
  const log: CheckLog = {
    observations: [],
    asserted: new Set(),
    conclusion: undefined,
    broken: undefined,
    breaks(reason) {
      log.broken ??= reason;
      return new Ended(reason);
    },
    listener: (ref) => ({
      onAssertion(owner) {
        if (owner !== undefined && owner !== task) throw log.breaks('an assertion went to another check that runs at the same time: use the `expect` that the check is given');
        log.asserted.add(ref);
      },
    }),
    takeSoftErrors(ref, what) {
      const errors = task.result?.errors ?? [];
      for (const error of errors.slice(softErrors)) log.observations.push({ ref, observation: failedObservation(error, what) });
      softErrors = errors.length;
    },
  };
  return log;
}
