/** In what prose and official schema can differ about a property. */
export const differenceKinds = [
  'missing-in-official',
  'missing-in-prose',
  'type',
  'presence',
  'values',
  'range',
  'pattern',
  'format',
  'length',
  'items',
  'names',
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/** What a difference turns out to be: whose defect, a leniency that is meant, or a misreading of ours. */
export const differenceCauses = ['prose-defect', 'official-defect', 'deliberate', 'extraction'] as const;
export type DifferenceCause = (typeof differenceCauses)[number];

/** The versions a record holds for; both ends included, open where absent. */
export interface RecordedVersions {
  from?: string;
  to?: string;
}

/** One difference that somebody has looked at. */
export interface RecordedDifference extends RecordedVersions {
  /** Roots of the documents it is about. */
  roots: string[];
  /** Property paths; the step `*` is any one step, `**` at the end any number of them. */
  paths: string[];
  kinds: DifferenceKind[];
  cause: DifferenceCause;
  /** In our own words. */
  explanation: string;
  /** Where it was reported. */
  upstream?: string;
}

/** One example of the text that is none, or that breaks the rules it illustrates. */
export interface RecordedExample extends RecordedVersions {
  document: string;
  /** The first 16 hex digits of the SHA-256 of the code block's content. */
  hash: string;
  cause: DifferenceCause;
  /** In our own words. */
  explanation: string;
}

/** `specs/<id>/drift.json` */
export interface DriftRecords {
  schemaVersion: 1;
  spec: string;
  differences: RecordedDifference[];
  examples: RecordedExample[];
}
