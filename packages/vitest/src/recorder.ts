import type { Ref } from '@specproof/model';
import { createLog, Ended, isSkip } from './check-log.ts';
import type { Definition, Task } from './check-log.ts';
import { conclude } from './conclude.ts';
import { listening, watchPromises } from './executed-assertions.ts';
import type { Finding } from './meta.ts';
import { createObserve } from './observe.ts';
import type { Observe } from './observe.ts';

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

/** A recorder for one run of one check. */
export function createRecorder(task: Task, definition: Definition): Recorder {
  const { refs, permits, judged, version } = definition;
  const single = new Set(refs.map(({ id }) => id)).size === 1;
  const log = createLog(task);

  return {
    observe: createObserve(log, definition),
    inForce(ref) {
      if (!refs.some((own) => own.ref === ref.ref)) throw log.breaks(`${ref.ref} is not among the refs of this check`);
      return judged.includes(ref.ref);
    },
    inconclusive(reason, remedy) {
      if (reason.trim() === '' || remedy.trim() === '') throw log.breaks('`inconclusive` needs a reason, and what would make it conclusive');
      log.conclusion ??= { verdict: 'inconclusive', reason, remedy };
      throw new Ended(reason);
    },
    notApplicable(permittingRef, reason) {
      const { ref, level, versions } = permittingRef;
      if (reason.trim() === '') throw log.breaks('`notApplicable` needs a reason');
      if (!permits.some((permit) => permit.ref === ref)) throw log.breaks(`${ref} permits nothing here: the check has to declare it in \`permits\``);
      if (level !== 'MAY') throw log.breaks(`${ref} is a ${level}: only a MAY permits a product to decline`);
      if (version !== undefined && !versions.includes(version)) throw log.breaks(`${ref} permits nothing in ${version}: it is not in force there`);
      log.conclusion ??= { verdict: 'not-applicable', reason, permittingRef: ref };
      throw new Ended(reason);
    },
    async run(body) {
      const thrown: unknown[] = [];
      let skipped: unknown;
      try {
        const promises = (task as WithPromises).promises ?? [];
        (task as WithPromises).promises = watchPromises(promises);
        await listening(log.listener(undefined), async () => {
          await body();
          // Vitest waits for forgotten assertions too, but only after the check has ended.
          await Promise.all(promises);
        });
        const [forgotten] = log.pending;
        if (forgotten !== undefined) log.breaks(`\`${forgotten}\` had not ended when its check did: await it`);
      } catch (error) {
        if (isSkip(error)) skipped = error;
        else if (!(error instanceof Ended)) {
          thrown.push(error);
          log.fails(error, undefined);
        }
      }
      log.takeCaught();
      log.takeSoftErrors(undefined);
      log.ended = true;
      if (skipped !== undefined) {
        const failed = log.observations.some(({ ref, observation }) => !observation.holds && (ref === undefined || judged.includes(ref)));
        if (log.broken === undefined && !failed) return { findings: [], thrown, skipped };
        log.broken ??= 'it was skipped after an assertion had failed';
      }
      const findings = conclude({ ...log, refs: judged, single });
      return { findings, thrown: thrown.length > 0 ? thrown : findings.flatMap(toErrors) };
    },
  };
}

/** What Vitest is told where the body itself has thrown nothing. */
function toErrors({ ref, verdict, observations, reason }: Finding): Error[] {
  if (verdict === 'error') return [new Error(`${ref}: ${reason ?? ''}`)];
  if (verdict !== 'fail') return [];
  return observations
    .filter(({ holds }) => !holds)
    .map(({ what, expected, seen }) => Object.assign(new Error(`${ref}: ${what}`), expected === undefined ? {} : { name: 'AssertionError', expected, actual: seen }));
}

/** Where Vitest keeps the assertions that it waits for. */
type WithPromises = Task & { promises?: Promise<unknown>[] };
