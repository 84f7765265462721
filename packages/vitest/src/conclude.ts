import type { Observation } from '@specproof/model';
import type { Finding } from './meta.ts';

/** How a check that gives no pass or fail ended. */
export type Conclusion =
  | { verdict: 'inconclusive'; reason: string; remedy: string }
  | { verdict: 'not-applicable'; reason: string; permittingRef: string };

/** What a check has done and seen when it ends. */
export interface CheckRecord {
  /** The refs it has to judge. */
  refs: readonly string[];
  /** All refs it names are revisions of one requirement: what names no ref is about that one. */
  single: boolean;
  observations: readonly { ref: string | undefined; observation: Observation }[];
  /** What assertions were executed for; `undefined` stands for no named ref. */
  asserted: ReadonlySet<string | undefined>;
  conclusion?: Conclusion | undefined;
  /** What broke: thrown by anything but an assertion, or a wrong use of what the check was given. */
  broken?: string | undefined;
}

/** One finding per ref. What broke comes before all, then what failed, then what the check concluded; nothing passes by itself. */
export function conclude({ refs, single, observations, asserted, conclusion, broken }: CheckRecord): Finding[] {
  return refs.map((ref) => {
    // A failure that names no ref counts for all of them; a success only where there is no doubt.
    const own = observations.filter((entry) => entry.ref === ref || (entry.ref === undefined && (single || !entry.observation.holds))).map(({ observation }) => observation);
    const finding = { ref, observations: own };
    if (broken !== undefined) return { ...finding, verdict: 'error', reason: broken };
    if (own.some(({ holds }) => !holds)) return { ...finding, verdict: 'fail' };
    if (conclusion !== undefined) return { ...finding, ...conclusion };
    if (asserted.has(ref) || (single && asserted.has(undefined))) return { ...finding, verdict: 'pass' };
    return { ...finding, verdict: 'error', reason: `it ended without an assertion about ${ref}: ${single ? 'expect or observe something' : `name it, as in observe(req['${ref}'], …)`}` };
  });
}
