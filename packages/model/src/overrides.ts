import type { Informative, PropertyRef, Role } from './extraction.ts';
import type { Level } from './keyword.ts';

interface OverrideBase {
  document: string;
  /** The sentence fingerprint that the entry was written for: an override turns stale when the text moves. */
  sentence: string;
  /** Which keyword of that sentence, from 1; `1` when absent. */
  occurrence?: number;
  /** Only the occurrence whose context has this fingerprint, where a sentence stands several times. */
  context?: string;
  reason: string;
}

/** What the extractor cannot know. */
export type Override =
  | (OverrideBase & { kind: 'reclassify'; level?: Level; subject?: string; conditional?: boolean; property?: PropertyRef | null; role?: Role })
  | (OverrideBase & { kind: 'drop'; as: Informative['reason'] })
  | (OverrideBase & { kind: 'split'; into: number })
  /** The keyword says again what another of its sentence says: one requirement, not two. */
  | (OverrideBase & { kind: 'merge' })
  /** A "must" or "shall" in lower case that is meant as a keyword. */
  | (OverrideBase & { kind: 'promote'; level?: Level });

/** `specs/<id>/overrides.json` */
export interface Overrides {
  schemaVersion: 1;
  spec: string;
  overrides: Override[];
}
