import type { Ref } from '@specproof/model';
import { expect } from 'vitest';
import type { TestContext } from 'vitest';
import { conclude } from './conclude.ts';
import type { CheckRecord, Conclusion } from './conclude.ts';
import { describeError, failedObservation, isAssertionError } from './describe-error.ts';
import { listening } from './executed-assertions.ts';
import type { Finding } from './meta.ts';
import { renderPair } from './render-value.ts';

type Task = TestContext['task'];

/** What is compared with what, as `toEqual` does; `holds` decides where equality is not the question. */
export interface Comparison {
  /** What was looked at, in a few words. */
  what: string;
  expected: unknown;
  seen: unknown;
  holds?: boolean;
}

/** Compares and records; never throws, so that one check can record several observations. Tells whether it holds. */
export interface Observe {
  (comparison: Comparison): boolean;
  (ref: Ref, comparison: Comparison): boolean;
  /** Runs assertions as one observation, about `ref` where there is one; not at all where that is not in force. */
  that(what: string, assertions: () => unknown): Promise<boolean>;
  that(ref: Ref, what: string, assertions: () => unknown): Promise<boolean>;
}

/** What is known of a check before it runs. */
export interface Definition {
  refs: readonly Ref[];
  permits: readonly Ref[];
  /** The refs it has to judge. */
  judged: readonly string[];
}

/** Records what one check does and sees. */
export interface Recorder {
  observe: Observe;
  inForce(ref: Ref): boolean;
  inconclusive(reason: string, remedy: string): never;
  notApplicable(permittingRef: Ref, reason: string): never;
  /** Runs the check's body. */
  run(body: () => unknown): Promise<Outcome>;
}

/** How a body ended; `thrown` is what Vitest has to be told. */
export interface Outcome {
  findings: Finding[];
  thrown: unknown[];
  /** It called `skip` with nothing to show. */
  skipped?: unknown;
}

/** Ends a check that has concluded; what it concluded stands even where somebody catches this. */
class Ended extends Error {
  override name = 'Ended';
}

/** A recorder for one run of one check. */
export function createRecorder(task: Task, { refs, permits, judged }: Definition): Recorder {
  const named = new Set(refs.map(({ ref }) => ref));
  const single = new Set(refs.map(({ id }) => id)).size === 1;
  const observations: CheckRecord['observations'][number][] = [];
  const asserted = new Set<string | undefined>();
  let conclusion: Conclusion | undefined;
  let broken: string | undefined;
  // What `expect.soft` found stands in the test's result; how much of it has been looked at.
  let softErrors = 0;
  let blocks = 0;

  const breaks = (reason: string): Ended => {
    broken ??= reason;
    return new Ended(reason);
  };
  const listener = (ref: string | undefined) => ({
    onAssertion(owner: unknown) {
      if (owner !== undefined && owner !== task) throw breaks('an assertion went to another check that runs at the same time: use the `expect` that the check is given');
      asserted.add(ref);
    },
  });
  const takeSoftErrors = (ref: string | undefined, what?: string): boolean => {
    const errors = task.result?.errors ?? [];
    const found = errors.slice(softErrors);
    softErrors = errors.length;
    for (const error of found) observations.push({ ref, observation: failedObservation(error, what) });
    return found.length > 0;
  };
  /** The ref an observation is about; one that is not in force is looked at, but not judged. */
  const about = (ref: Ref | undefined): string | undefined => {
    if (ref === undefined) {
      if (!single) throw breaks('a check of several requirements has to say which of them it observes: observe(ref, …)');
      return undefined;
    }
    if (!named.has(ref.ref)) throw breaks(`${ref.ref} is not among the refs of this check`);
    return ref.ref;
  };

  const observe = ((...args: [Comparison] | [Ref, Comparison]) => {
    const [ref, { what, expected, seen, holds }] = args.length === 1 ? [undefined, args[0]] : args;
    const name = about(ref);
    const result = holds ?? isEqual(seen, expected);
    asserted.add(name);
    observations.push({ ref: name, observation: { what, ...renderPair(expected, seen, result), holds: result } });
    return result;
  }) as Observe;
  observe.that = async (...args: [string, () => unknown] | [Ref, string, () => unknown]) => {
    const [ref, what, assertions] = args.length === 2 ? [undefined, ...args] : args;
    const name = about(ref);
    if (name !== undefined && !judged.includes(name)) return true;
    const before = observations.length;
    blocks++;
    const alone = blocks === 1;
    takeSoftErrors(undefined);
    try {
      await listening(listener(name), async () => assertions());
    } catch (error) {
      if (!isAssertionError(error)) throw error;
      observations.push({ ref: name, observation: failedObservation(error, what) });
    } finally {
      // Of blocks that overlap, nobody knows whose it is.
      takeSoftErrors(alone && blocks === 1 ? name : undefined, what);
      blocks--;
    }
    const holds = observations.slice(before).every(({ observation }) => observation.holds);
    if (holds) observations.push({ ref: name, observation: { what, holds } });
    return holds;
  };

  return {
    observe,
    inForce: (ref) => {
      if (!named.has(ref.ref)) throw breaks(`${ref.ref} is not among the refs of this check`);
      return judged.includes(ref.ref);
    },
    inconclusive(reason, remedy) {
      conclusion ??= { verdict: 'inconclusive', reason, remedy };
      throw new Ended(reason);
    },
    notApplicable(permittingRef, reason) {
      if (!permits.some(({ ref }) => ref === permittingRef.ref)) throw breaks(`${permittingRef.ref} permits nothing here: the check has to declare it in \`permits\``);
      if (permittingRef.level !== 'MAY') throw breaks(`${permittingRef.ref} is a ${permittingRef.level}: only a MAY permits a product to decline`);
      conclusion ??= { verdict: 'not-applicable', reason, permittingRef: permittingRef.ref };
      throw new Ended(reason);
    },
    async run(body) {
      softErrors = task.result?.errors?.length ?? 0;
      const thrown: unknown[] = [];
      let skipped: unknown;
      try {
        await listening(listener(undefined), async () => {
          await body();
          await unawaitedAssertions(task);
        });
      } catch (error) {
        if (isSkip(error)) skipped = error;
        else if (isAssertionError(error)) {
          thrown.push(error);
          observations.push({ ref: undefined, observation: failedObservation(error) });
        } else if (!(error instanceof Ended)) {
          thrown.push(error);
          broken ??= describeError(error);
        }
      }
      takeSoftErrors(undefined);
      const failed = observations.filter(({ ref, observation }) => !observation.holds && (ref === undefined || judged.includes(ref)));
      if (skipped !== undefined && broken === undefined && failed.length === 0) return { findings: [], thrown, skipped };
      if (skipped !== undefined) broken ??= 'it was skipped after an assertion had failed';
      const findings = conclude({ refs: judged, single, observations, asserted, broken, ...(conclusion && { conclusion }) });
      return { findings, thrown: thrown.length > 0 ? thrown : findings.flatMap(asError) };
    },
  };
}

/** What Vitest is told where the body itself has thrown nothing. */
function asError({ ref, verdict, observations, reason }: Finding): Error[] {
  if (verdict === 'error') return [new Error(`${ref}: ${reason ?? ''}`)];
  if (verdict !== 'fail') return [];
  return observations
    .filter(({ holds }) => !holds)
    .map(({ what, expected, seen }) => Object.assign(new Error(`${ref}: ${what}`), expected === undefined ? {} : { name: 'AssertionError', expected, actual: seen }));
}

function isEqual(seen: unknown, expected: unknown): boolean {
  try {
    // Which ref it counts for is not Vitest's business here.
    listening({ onAssertion: () => {} }, () => expect(seen).toEqual(expected));
    return true;
  } catch (error) {
    if (isAssertionError(error)) return false;
    throw error;
  }
}

/** Vitest waits for forgotten assertions too, but only after the check has ended. */
async function unawaitedAssertions(task: Task): Promise<void> {
  const { promises = [] } = task as Task & { promises?: Promise<unknown>[] };
  await Promise.all(promises);
}

const isSkip = (error: unknown): boolean => typeof error === 'object' && error !== null && 'code' in error && error.code === 'VITEST_PENDING';
