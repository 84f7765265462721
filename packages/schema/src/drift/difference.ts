import type { DifferenceKind, RecordedDifference } from '@specproof/model';

/** Which side accepts less; `neither` where each accepts something that the other refuses. */
export const strictSides = ['prose', 'official', 'neither'] as const;
export type StrictSide = (typeof strictSides)[number];

/** What one side says of a property, and where. */
export interface DifferenceSide {
  /** For people, and equal for equal meaning: `REQUIRED`, `integer`, `0 to 4294967295 (uint32)`. */
  says: string;
  /** File of the schema, with the JSON pointer of what says it. */
  file: string;
  pointer: string;
  /** Line of the pointer in the file, from 1. */
  line?: number;
  /** `<document>:<line>` of the property's definition in the text, where the schema knows it. */
  defined?: string;
  /** Refs of the requirements that say it, where the schema knows them. */
  refs?: string[];
}

/** One disagreement between prose and official schema. */
export interface Difference {
  root: string;
  path: string;
  kind: DifferenceKind;
  stricter: StrictSide;
  /** Absent where that side knows no such property. */
  prose?: DifferenceSide;
  official?: DifferenceSide;
  /** Absent where nobody has looked at it yet. */
  recorded?: Pick<RecordedDifference, 'cause' | 'explanation' | 'upstream'>;
}
