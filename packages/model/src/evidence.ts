import type { TargetKind } from './target.ts';

/** What an executed check says about one ref. `none` is never recorded: it is the absence of a record. */
export const verdicts = ['pass', 'fail', 'error', 'inconclusive', 'not-applicable'] as const;
export type Verdict = (typeof verdicts)[number];

/** What became of a check in a run; all but `ran` are no verdict. */
export const checkStates = ['ran', 'stub', 'todo', 'skipped', 'filtered', 'not-selected', 'not-in-force', 'not-run'] as const;
export type CheckState = (typeof checkStates)[number];

/** How control groups are mounted on a host. */
export const cgroupModes = ['v1', 'v2', 'hybrid', 'none'] as const;
export type CgroupMode = (typeof cgroupModes)[number];

/** What a host offers to checks. */
export interface HostFacts {
  /** The kernel's release: `6.1.0-18-amd64`. */
  kernel: string;
  /** As Node names it: `x64`, `arm64`. */
  arch: string;
  cgroup: CgroupMode;
  /** Active Linux security modules, ordered. */
  lsm: string[];
  /** Effective capabilities, `CAP_…`, ordered. */
  capabilities: string[];
  root: boolean;
  /** What else a driver found out about the host, by names of its own, ordered. */
  features: string[];
}

/** The suite that ran. */
export interface SuiteInfo {
  name: string;
  version?: string;
  commit?: string;
  /** SHA-256 over all its files. */
  digest: string;
}

/** The product under test. */
export interface TargetInfo {
  kind: TargetKind;
  name: string;
  version: string;
  digest: string;
}

/** What a run was narrowed to; absent where the whole suite ran. */
export interface RunSelection {
  /** `1/3` */
  shard?: string;
  /** A pattern that titles had to match. */
  title?: string;
  /** Files of the suite that were not looked at: their checks are not among those of the totals. */
  without?: string[];
}

/** First line of an evidence file. */
export interface EvidenceHeader {
  kind: 'run';
  schemaVersion: 1;
  /** When the run began, in UTC. */
  time: string;
  suite: SuiteInfo;
  spec: { id: string; version: string };
  registry: { digest: string };
  target: TargetInfo;
  host: HostFacts;
  selection?: RunSelection;
}

/** One thing a check looked at. */
export interface Observation {
  what: string;
  expected?: string;
  seen?: string;
  holds: boolean;
}

/** What one check says about one ref that is in force in the run's version. */
export interface EvidenceRecord {
  kind: 'verdict';
  /** File and titles, relative to the suite: `hooks.test.ts > order > prestart first`. */
  check: string;
  ref: string;
  verdict: Verdict;
  observations: Observation[];
  /** Why there is no pass or fail. */
  reason?: string;
  /** What would make it conclusive. */
  remedy?: string;
  /** The MAY that lets the product decline. */
  permittingRef?: string;
  /** What the check does not show. */
  partial?: string;
  /** Which of two possible meanings of the text it takes. */
  reading?: string;
  /** Requirements of others that it takes for granted. */
  premises?: string[];
  /** A complete set it is a member of: each shows a part, all of them the whole. No `members` where not the whole suite was looked at. */
  set?: { name: string; members?: string[] };
  /** The check follows from a generated schema. */
  generated?: true;
}

/** A check of the suite, whether it ran or not. */
export interface ListedCheck {
  check: string;
  file: string;
  line?: number;
  /** All refs it names, also those that are not in force. */
  refs: string[];
  state: CheckState;
  /** Why it did not run. */
  reason?: string;
}

/** What went wrong beside the checks. */
export interface RunError {
  /** Relative to the suite; absent where no single file is to blame. */
  file?: string;
  message: string;
}

/** Last line of an evidence file. */
export interface EvidenceTotals {
  kind: 'totals';
  verdicts: Record<Verdict, number>;
  /** Every check the run found, ordered by `compareIds`. */
  checks: ListedCheck[];
  errors: RunError[];
}

/** A line of an evidence file. */
export type EvidenceLine = EvidenceHeader | EvidenceRecord | EvidenceTotals;

/** An evidence file read. */
export interface Evidence {
  header: EvidenceHeader;
  records: EvidenceRecord[];
  totals: EvidenceTotals;
}
