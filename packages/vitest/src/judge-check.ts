import type { CheckState } from '@specproof/model';
import { describeError } from './describe-error.ts';
import type { CheckMeta, CheckRun, Finding } from './meta.ts';

/** What Vitest tells about the test behind a check when the run is over. */
export interface TestOutcome {
  meta: CheckMeta;
  run: CheckRun | undefined;
  state: 'passed' | 'failed' | 'skipped' | 'pending';
  errors: readonly unknown[];
  /** Why it skipped itself. */
  note?: string | undefined;
  /** It, or what it stands in, is yet to be done. */
  todo: boolean;
  /** A filter of the run left it out. */
  filtered: boolean;
  /** What kept it from running: an error in a hook around it. */
  hookError?: unknown;
  /** The run was stopped before its end. */
  interrupted: boolean;
}

/** What became of a check, with one finding per ref where it ran. */
export interface Judgement {
  state: CheckState;
  reason?: string;
  findings: Finding[];
}

/** A verdict comes from a check that ran; what went wrong on the way is an error, never nothing. */
export function judgeCheck({ meta, run, state, errors, note, todo, filtered, hookError, interrupted }: TestOutcome): Judgement {
  const none = (state: CheckState, reason?: string): Judgement => ({ state, ...(reason !== undefined && { reason }), findings: [] });
  const broken = (reason: string): Judgement => ({ state: 'ran', findings: (run && 'refs' in run ? run.refs : []).map((ref) => ({ ref, verdict: 'error', observations: [], reason })) });

  if (meta.stub) return none('stub');
  if (run === undefined) return none('not-run', 'it left no trace');
  if (run.state === 'not-selected' || run.state === 'not-in-force') return none(run.state, run.reason);
  if (todo) return none('todo');
  switch (state) {
    case 'skipped':
      if (run.state === 'finished') return { state: 'ran', findings: run.findings };
      if (meta.skip) return none('skipped');
      if (filtered) return none('filtered');
      if (hookError !== undefined) return broken(`a hook failed: ${describeError(hookError)}`);
      return interrupted ? none('not-run', 'the run was interrupted') : none('skipped', note?.trim() || undefined);
    case 'pending':
      return interrupted ? none('not-run', 'the run was interrupted') : broken('its worker ended before it did');
    case 'failed': {
      if (run.state !== 'finished') return broken(describeError(errors[0] ?? 'it failed without an error'));
      // Other errors than those that the check itself has told Vitest: a hook, a fixture or a forgotten assertion failed.
      const foreign = errors.length > run.reported || !run.findings.some(({ verdict }) => verdict === 'fail' || verdict === 'error');
      return { state: 'ran', findings: foreign ? run.findings.map((finding) => withError(finding, describeError(errors.at(-1)))) : run.findings };
    }
    case 'passed':
      return run.state === 'finished' ? { state: 'ran', findings: run.findings } : broken('it ended without a finding');
    default:
      return state satisfies never;
  }
}

const withError = ({ ref, verdict, observations, ...rest }: Finding, reason: string): Finding =>
  verdict === 'fail' || verdict === 'error' ? { ref, verdict, observations, ...rest } : { ref, verdict: 'error', observations, reason: `outside its body: ${reason}` };
