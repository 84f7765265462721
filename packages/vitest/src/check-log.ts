import type { Observation, Ref } from '@specproof/model';
import type { TestContext } from 'vitest';
import type { Conclusion } from './conclude.ts';
import { describeError, failedObservation, isAssertionError } from './describe-error.ts';
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
  /** Its findings are made: nothing that comes now is in them. */
  ended: boolean;
  /** What it has started and not waited for, by name. */
  readonly pending: string[];
  /** Notes that something called `name` goes on until the function it gets is called. */
  begins(name: string): () => void;
  /** Notes that the check is broken, whatever else it finds; to be thrown. */
  breaks(reason: string): Ended;
  /** Notes which ref the executed assertions are about. */
  listener(ref: string | undefined, what?: string): AssertionListener;
  /** Notes a failed assertion, however often it is told of the same. */
  fails(error: unknown, ref: string | undefined, what?: string): void;
  /** Notes those that failed and whose error somebody has caught: all so far, or those about `ref` and `what` alone. */
  takeCaught(only?: { ref: string | undefined; what: string }): void;
  /** Notes what `expect.soft` has found since the last time. */
  takeSoftErrors(ref: string | undefined, what?: string): void;
}

/** An empty log. */
export function createLog(task: Task): CheckLog {
  let softErrors = task.result?.errors?.length ?? 0;
  const failed = new Map<unknown, { ref: string | undefined; what: string | undefined }>();
  const retried = new Set<unknown>();
  const told = new Set<unknown>();
  const log: CheckLog = {
    observations: [],
    asserted: new Set(),
    conclusion: undefined,
    broken: undefined,
    ended: false,
    pending: [],
    begins(name) {
      log.pending.push(name);
      return () => void log.pending.splice(log.pending.indexOf(name), 1);
    },
    breaks(reason) {
      log.broken ??= reason;
      return new Ended(reason);
    },
    listener: (ref, what) => ({
      onAssertion(owner) {
        if (owner !== undefined && owner !== task) throw log.breaks('an assertion went to another check that runs at the same time: use the `expect` that the check is given');
      },
      onHeld: () => void log.asserted.add(ref),
      onFailed(error) {
        if (!(error instanceof Ended) && !isSkip(error) && !failed.has(error)) failed.set(error, { ref, what });
      },
      onRetry: (error) => void retried.add(error),
      onGivenUp: (error) => void retried.delete(error),
      onPending: log.begins,
    }),
    fails(error, ref, what) {
      if (told.has(error)) return;
      told.add(error);
      if (isAssertionError(error)) log.observations.push({ ref, observation: failedObservation(error, what) });
      else log.broken ??= describeError(error);
    },
    takeCaught(only) {
      for (const [error, { ref, what }] of failed) {
        if (!retried.has(error) && (only === undefined || (only.ref === ref && only.what === what))) log.fails(error, ref, what);
      }
    },
    takeSoftErrors(ref, what) {
      const errors = task.result?.errors ?? [];
      for (const error of errors.slice(softErrors)) log.observations.push({ ref, observation: failedObservation(error, what) });
      softErrors = errors.length;
    },
  };
  return log;
}

/** Vitest's own way to skip a test that runs. */
export const isSkip = (error: unknown): boolean => typeof error === 'object' && error !== null && 'code' in error && error.code === 'VITEST_PENDING';
