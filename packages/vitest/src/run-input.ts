import type { HostFacts, TargetInfo, TargetKind } from '@specproof/model';
import type { TargetData } from './meta.ts';

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
