import { compareIds, SpecproofError } from '@specproof/model';
import type { Spec, SpecVersion } from '@specproof/model';
import { compareVersions } from './compare-versions.ts';
import { isDocumentPath, isSchemaPath } from './pinnable.ts';
import { sha256 } from './source-file.ts';
import type { SourceFile } from './source-file.ts';

/** What a maintainer says of a release; the rest follows from its files. */
export type VersionIdentity = Pick<SpecVersion, 'version' | 'tag' | 'commit' | 'after'>;

/**
 * The spec with one version pinned to `files`, added in version order or pinned anew; nothing else changes.
 * Throws `UNKNOWN_VERSION` where `after` is not pinned, `USAGE` where it is a later version, `SOURCE_NOT_FOUND` where `files` hold no document.
 */
export function pinVersion(spec: Spec, { version, tag, commit, after }: VersionIdentity, files: readonly SourceFile[]): Spec {
  const others = spec.versions.filter((pinned) => pinned.version !== version);
  if (after !== null && !others.some((pinned) => pinned.version === after)) {
    throw new SpecproofError(
      'UNKNOWN_VERSION',
      `${spec.id} ${version} cannot come after ${after}: that version is not pinned. Pin ${after} first, or name another predecessor.`,
    );
  }
  if (after !== null && compareVersions(after, version) >= 0) {
    throw new SpecproofError('USAGE', `${spec.id} ${version} cannot come after ${after}: that is a later version. Name one before ${version} with --after.`);
  }
  const documents = pins(files, isDocumentPath);
  if (Object.keys(documents).length === 0) {
    throw new SpecproofError('SOURCE_NOT_FOUND', `No Markdown document to pin for ${spec.id} ${version}. Give the folder that holds them.`);
  }
  const pinned: SpecVersion = { version, tag, commit, after, documents, schemas: pins(files, isSchemaPath) };
  return { ...spec, versions: [...others, pinned].sort((a, b) => compareVersions(a.version, b.version)) };
}

/** The predecessor a version has where nobody names one: its own when it is pinned anew, else the newest version before it. */
export function predecessor(spec: Spec, version: string): string | null {
  const known = spec.versions.find((pinned) => pinned.version === version);
  if (known) return known.after;
  return spec.versions.findLast((pinned) => compareVersions(pinned.version, version) < 0)?.version ?? null;
}

/** Documents of `version` that `spec.documents` says nothing about: a maintainer has to say what they are. */
export function unlistedDocuments(spec: Spec, version: string): string[] {
  const listed = new Set(spec.documents.map(({ path }) => path));
  const pinned = spec.versions.find((candidate) => candidate.version === version);
  return Object.keys(pinned?.documents ?? {}).filter((path) => !listed.has(path));
}

const pins = (files: readonly SourceFile[], belongs: (path: string) => boolean): Record<string, string> =>
  Object.fromEntries(
    files
      .filter(({ path }) => belongs(path))
      .sort((a, b) => compareIds(a.path, b.path))
      .map(({ path, content }) => [path, sha256(content)]),
  );
