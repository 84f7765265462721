import { SpecproofError } from '@specproof/model';
import type { Spec, SpecVersion } from '@specproof/model';

/** The pins of a version. Throws `UNKNOWN_VERSION` with those there are. */
export function findVersion(spec: Spec, version: string): SpecVersion {
  const found = spec.versions.find((candidate) => candidate.version === version);
  if (found) return found;
  const known = spec.versions.map((candidate) => candidate.version).join(', ') || 'none';
  throw new SpecproofError('UNKNOWN_VERSION', `${spec.id} has no version ${version}. Pinned are: ${known}.`);
}
