// Imports nothing of Vitest at run time: reporter and command line read this outside a worker.
import type {} from 'vitest';
import type { Observation, TargetKind, Verdict } from '@specproof/model';
import type { Needs } from './needs.ts';
import type { RunInput } from './run-input.ts';

/** What a check says of itself without being run: `meta.specproof` of its test. */
export interface CheckMeta {
  refs: string[];
  /** Only a stub: it runs as todo and covers nothing. */
  stub?: true;
  /** Written with `.skip`. */
  skip?: true;
  /** The kind of target that its body asks for; absent where it takes any. */
  target?: TargetKind;
  /** What it does not show, by ref. */
  partial?: Record<string, string>;
  reading?: string;
  premises?: string[];
  permits?: string[];
  needs?: Needs;
  set?: string;
  generated?: true;
}

/** The outcome of a check for one ref. */
export interface Finding {
  ref: string;
  verdict: Verdict;
  observations: Observation[];
  reason?: string;
  remedy?: string;
  permittingRef?: string;
}

/** What a worker tells about a check in this run: `meta.specproofRun` of its test. */
export type CheckRun =
  | { state: 'not-selected' | 'not-in-force'; reason: string }
  /** It has not ended yet; `refs` are those it has to judge. */
  | { state: 'ready'; refs: string[] }
  /** `reported`: how many errors Vitest got from the check itself; any other comes from hooks and fixtures. */
  | { state: 'finished'; refs: string[]; findings: Finding[]; reported: number };

/**
 * What the driver of each kind of target hands to its checks, as plain data; drivers add theirs:
 * `declare module '@specproof/vitest/meta' { interface TargetData { image: { path: string } } }`.
 */
// oxlint-disable-next-line typescript/no-empty-object-type -- an interface, so that drivers can add to it
export interface TargetData {}

declare module 'vitest' {
  interface TaskMeta {
    specproof?: CheckMeta;
    specproofRun?: CheckRun;
  }
  interface ProvidedContext {
    specproof?: RunInput;
  }
}

export type { Needs };
