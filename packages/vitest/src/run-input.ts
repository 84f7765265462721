import type { HostFacts, TargetInfo, TargetKind } from '@specproof/model';

/** What the driver of each kind of target hands to its checks, as plain data; drivers add theirs by declaration merging. */
// oxlint-disable-next-line typescript/no-empty-object-type -- an interface, so that drivers can add to it
export interface TargetData {}

/** The product under test, as checks see it. */
export interface Target<K extends TargetKind = TargetKind> extends TargetInfo {
  kind: K;
  data: K extends keyof TargetData ? TargetData[K] : unknown;
}

/** The spec version a run is about. */
export interface RunSpec {
  id: string;
  version: string;
  /** First part of its ids: refs of other specs are not in force. */
  prefix?: string;
  /** The kind of target each subject stands for: refs of other subjects say nothing about this target. */
  targets?: Readonly<Record<string, TargetKind>>;
}

/** What a run hands to its workers. */
export interface RunInput {
  spec: RunSpec;
  target: Target;
  host: HostFacts;
}
