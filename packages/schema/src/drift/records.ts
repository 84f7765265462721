import type { DriftRecords, RecordedDifference, RecordedVersions, Spec } from '@specproof/model';
import type { Difference } from './difference.ts';
import { matchesPath } from './property-path.ts';

/** The disagreements of one version's schemas, with what is known of them. */
export interface DriftReport {
  spec: string;
  version: string;
  differences: Difference[];
  /** Roots that only one side has a schema for. */
  onlyProse: string[];
  onlyOfficial: string[];
  /** Records for this version that no difference needs any more. */
  stale: RecordedDifference[];
}

/** Versions of a spec, the oldest first, as far as a record needs to know them. */
export type VersionOrder = Pick<Spec, 'versions'>;

/** Whether a record holds for a version. */
export function holdsFor({ from, to }: RecordedVersions, { versions }: VersionOrder, version: string): boolean {
  const index = (name: string): number => versions.findIndex((candidate) => candidate.version === name);
  const at = index(version);
  return (from === undefined || at >= index(from)) && (to === undefined || at <= index(to));
}

/** Marks what somebody has looked at; the first record that fits is the one. */
export function applyRecords(differences: readonly Difference[], records: DriftRecords, spec: VersionOrder, version: string): Pick<DriftReport, 'differences' | 'stale'> {
  const own = records.differences.filter((record) => holdsFor(record, spec, version));
  const used = new Set<RecordedDifference>();
  const marked = differences.map((difference): Difference => {
    const record = own.find((candidate) => isAbout(candidate, difference));
    if (record === undefined) return difference;
    used.add(record);
    const { cause, explanation, upstream } = record;
    return { ...difference, recorded: { cause, explanation, ...(upstream !== undefined && { upstream }) } };
  });
  return { differences: marked, stale: own.filter((record) => !used.has(record)) };
}

const isAbout = ({ roots, kinds, paths }: RecordedDifference, { root, kind, path }: Difference): boolean =>
  roots.includes(root) && kinds.includes(kind) && paths.some((pattern) => matchesPath(pattern, path));
