import type { Ref } from '@specproof/model';
import { expect } from 'vitest';
import type { CheckLog, Definition } from './check-log.ts';
import { failedObservation, isAssertionError } from './describe-error.ts';
import { listening } from './executed-assertions.ts';
import { renderPair } from './render-value.ts';

/** What is compared with what, as `toEqual` does; `holds` decides where equality is not the question. */
export interface Comparison {
  /** What was looked at, in a few words. */
  what: string;
  expected: unknown;
  seen: unknown;
  holds?: boolean;
}

/** Compares and records; a difference throws nothing, so that one check can record several. Tells whether it holds. */
export interface Observe {
  (comparison: Comparison): boolean;
  (ref: Ref, comparison: Comparison): boolean;
  /** Runs assertions as one observation, about `ref` where there is one; not at all where that is not to be judged. */
  that(what: string, assertions: () => unknown): Promise<boolean>;
  that(ref: Ref, what: string, assertions: () => unknown): Promise<boolean>;
}

/** The `observe` of one check. */
export function createObserve(log: CheckLog, { refs, judged }: Definition): Observe {
  const single = new Set(refs.map(({ id }) => id)).size === 1;
  const { observations } = log;
  let blocks = 0;

  const about = (ref: Ref | undefined, what: string): string | undefined => {
    if (what.trim() === '') throw log.breaks('an observation has to say what it looked at');
    if (ref === undefined && !single) throw log.breaks('a check of several requirements has to say which of them it observes: observe(ref, …)');
    if (ref !== undefined && !refs.some((own) => own.ref === ref.ref)) throw log.breaks(`${ref.ref} is not among the refs of this check`);
    return ref?.ref;
  };

  const observe = ((...args: [Comparison] | [Ref, Comparison]) => {
    const [ref, { what, expected, seen, ...rest }] = args.length === 1 ? [undefined, args[0]] : args;
    const name = about(ref, what);
    const holds = rest.holds ?? isEqual(seen, expected);
    log.asserted.add(name);
    observations.push({ ref: name, observation: { what, ...renderPair(expected, seen, holds), holds } });
    return holds;
  }) as Observe;

  observe.that = async (...args: [string, () => unknown] | [Ref, string, () => unknown]) => {
    const [ref, what, assertions] = args.length === 2 ? [undefined, ...args] : args;
    const name = about(ref, what);
    if (name !== undefined && !judged.includes(name)) return true;
    log.takeSoftErrors(undefined);
    const before = observations.length;
    const alone = ++blocks === 1;
    try {
      await listening(log.listener(name), async () => assertions());
    } catch (error) {
      if (!isAssertionError(error)) throw error;
      observations.push({ ref: name, observation: failedObservation(error, what) });
    } finally {
      // Of blocks that overlap, nobody knows whose it is.
      log.takeSoftErrors(alone && blocks === 1 ? name : undefined, what);
      blocks--;
    }
    const holds = observations.slice(before).every(({ observation }) => observation.holds);
    if (holds) observations.push({ ref: name, observation: { what, holds } });
    return holds;
  };
  return observe;
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
