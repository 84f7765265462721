import type { ChangeClass, ChangeFlag, Effect, Level } from '@specproof/model';

/** A requirement on one side of a change. */
export interface ChangeSide {
  /** Id and revision. */
  ref: string;
  level: Level;
  document: string;
  section: string;
  anchor?: string;
  line: number;
  column: number;
  statement: [start: number, end: number];
  /** Level and fingerprint. */
  text: string;
}

/** What happened to one requirement between two versions. */
export interface Change {
  id: string;
  /** Absent where only the place changed. */
  class?: ChangeClass;
  effect: Effect;
  flags: ChangeFlag[];
  /** The other ids that a split or merge involves. */
  with?: string[];
  /** A group introduces requirements and is none itself. */
  group?: true;
  /** Nobody has judged it yet. */
  unsettled?: true;
  from?: ChangeSide;
  to?: ChangeSide;
}
