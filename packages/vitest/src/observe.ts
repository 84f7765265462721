import type { Ref } from '@specproof/model';
import { expect } from 'vitest';
import type { CheckLog, Definition } from './check-log.ts';
import { isAssertionError } from './describe-error.ts';
import { listening, unheard } from './executed-assertions.ts';
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

const matchers = Symbol.for('$$jest-matchers-object');

/** The `observe` of one check. */
export function createObserve(log: CheckLog, { refs, judged }: Definition): Observe {
  const single = new Set(refs.map(({ id }) => id)).size === 1;
  const { observations } = log;
  let blocks = 0;

  const about = (ref: Ref | undefined, what: unknown): string | undefined => {
    if (log.ended) throw new Error(`${String(what)}: observed after its check had ended. Await what it waits for`);
    if (typeof what !== 'string' || what.trim() === '') throw log.breaks('an observation has to say what it looked at');
    if (ref === undefined && !single) throw log.breaks('a check of several requirements has to say which of them it observes: observe(ref, …)');
    if (ref !== undefined && !refs.some((own) => own.ref === ref.ref)) throw log.breaks(`${ref.ref} is not among the refs of this check`);
    return ref?.ref;
  };

  const observe = ((...args: [Comparison] | [Ref, Comparison]) => {
    const [ref, comparison] = args.length === 1 ? [undefined, args[0]] : args;
    const { what, expected, seen } = comparison;
    const name = about(ref, what);
    // What is compared with nothing holds where nothing is seen.
    if (!('expected' in comparison && 'seen' in comparison)) throw log.breaks(`${what}: an observation has to say what was \`expected\` and what was \`seen\``);
    const holds = comparison.holds ?? isEqual(seen, expected);
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
    const ends = log.begins('observe.that');
    try {
      await listening(log.listener(name, what), async () => assertions());
    } catch (error) {
      if (!isAssertionError(error)) throw error;
      log.fails(error, name, what);
    } finally {
      ends();
      log.takeCaught({ ref: name, what });
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

/** Vitest keeps here what `expect.addEqualityTesters` has added. */
const shared = globalThis as { [matchers]?: { customEqualityTesters?: unknown[] } };

/** As `toEqual` says without a suite's own idea of what is equal. */
function isEqual(seen: unknown, expected: unknown): boolean {
  const testers = shared[matchers]?.customEqualityTesters ?? [];
  const own = testers.splice(0);
  try {
    // Which ref it counts for is not Vitest's business here.
    unheard(() => expect(seen).toEqual(expected));
    return true;
  } catch (error) {
    if (isAssertionError(error)) return false;
    throw error;
  } finally {
    testers.push(...own);
  }
}
