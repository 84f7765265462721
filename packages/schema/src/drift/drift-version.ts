import { compareIds } from '@specproof/model';
import type { DriftRecords, Spec } from '@specproof/model';
import { officialEntry } from '../official/official-schema.ts';
import { readSchemas } from '../official/schema-set.ts';
import type { SchemaTexts } from '../official/schema-set.ts';
import { drift } from './drift.ts';
import { applyRecords } from './records.ts';
import type { DriftReport } from './records.ts';

/** All that is known of the schemas of one version. */
export interface DriftVersionInput {
  readonly spec: Spec;
  readonly version: string;
  /** Generated schemas, keyed by file name. */
  readonly generated: SchemaTexts;
  /** Official schemas, keyed by their path in the spec's repository. */
  readonly official: SchemaTexts;
  readonly records: DriftRecords;
}

/** How the name of a generated schema's file ends. */
export const schemaSuffix = '.schema.json';

/** Where prose and official schemas of one version disagree, for every kind of document that both describe. */
export function driftVersion({ spec, version, generated, official, records }: DriftVersionInput): DriftReport {
  const [ours, theirs] = [readSchemas(generated), readSchemas(official)];
  const roots = Object.keys(generated)
    .filter((file) => file.endsWith(schemaSuffix))
    .map((file) => file.slice(0, -schemaSuffix.length))
    // What a platform adds, or what is only recommended, stands in files of its own (`config.linux`).
    .filter((root) => !root.includes('.'))
    .sort(compareIds);
  const published = Object.keys(spec.officialSchemas ?? {}).filter((root) => officialEntry(spec, official, root) !== undefined);
  const differences = roots.flatMap((root) => {
    const file = officialEntry(spec, official, root);
    return file === undefined ? [] : drift({ root, prose: { set: ours, file: root + schemaSuffix }, official: { set: theirs, file } });
  });
  return {
    spec: spec.id,
    version,
    ...applyRecords(differences, records, spec, version),
    onlyProse: roots.filter((root) => !published.includes(root)),
    onlyOfficial: published.filter((root) => !roots.includes(root)).sort(compareIds),
  };
}
