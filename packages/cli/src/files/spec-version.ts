import { SpecproofError } from '@specproof/model';
import type { Spec, SpecVersion } from '@specproof/model';
import { suggestion } from '../near-names.ts';

/** `<spec>[@<version>]` as it is typed. */
export interface SpecArgument {
  spec: string;
  version?: string;
}

/** Reads `<spec>[@<version>]`. Throws `USAGE`. */
export function parseSpecArgument(text: string): SpecArgument {
  const [spec = '', version, ...rest] = text.split('@');
  if (spec === '' || version === '' || rest.length > 0) {
    throw new SpecproofError('USAGE', `${JSON.stringify(text)} names no spec. Write <spec> or <spec>@<version>, for example runtime-spec@v1.2.1.`);
  }
  return version === undefined ? { spec } : { spec, version };
}

/** The pins of a version. Throws `UNKNOWN_VERSION` with near names. */
export function requireVersion(spec: Spec, version: string): SpecVersion {
  const found = spec.versions.find((pinned) => pinned.version === version);
  if (found) return found;
  const names = spec.versions.map((pinned) => pinned.version);
  throw new SpecproofError(
    'UNKNOWN_VERSION',
    `${spec.id} has no version ${version}.${suggestion(version, names)} Pinned are: ${names.join(', ') || 'none'}. Pin another with: specproof sync --pin ${version} (see specproof sync --help)`,
  );
}

/** The newest pinned version. Throws `UNKNOWN_VERSION` where none is pinned. */
export function newestVersion(spec: Spec): SpecVersion {
  const newest = spec.versions.at(-1);
  if (newest) return newest;
  throw new SpecproofError('UNKNOWN_VERSION', `No version of ${spec.id} is pinned. Pin the first with: specproof sync --pin <version> (see specproof sync --help)`);
}
