import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SpecproofError } from '@specproof/model';
import type { Spec, SpecVersion } from '@specproof/model';
import { compareWithPins, describeMismatches } from './compare-with-pins.ts';
import { findVersion } from './find-version.ts';
import type { SourceFile } from './source-file.ts';
import { makeTempFolder } from './temp-folder.ts';

/** The text of a version as it was published, verified. */
export interface VersionText {
  documents: PinnedFile[];
  schemas: PinnedFile[];
}

export interface PinnedFile extends SourceFile {
  sha256: string;
}

/** Where the text of a version is kept. */
export const versionFolder = (cacheDir: string, spec: Spec, version: string): string => path.join(cacheDir, spec.id, version);

/**
 * The synced text of a version, every file checked against its pin; `undefined` where it has not been synced.
 * Throws `SOURCE_HASH_MISMATCH` where what is there is not what is pinned.
 */
export function readVersion(cacheDir: string, spec: Spec, version: string): VersionText | undefined {
  const pinned = findVersion(spec, version);
  const folder = versionFolder(cacheDir, spec, version);
  if (!existsSync(folder)) return undefined;
  const contents = new Map<string, Uint8Array>();
  const mismatches = compareWithPins(pinned, (file) => {
    const content = readIfThere(path.join(folder, file));
    if (content) contents.set(file, content);
    return content;
  });
  if (mismatches.length > 0) {
    throw new SpecproofError(
      'SOURCE_HASH_MISMATCH',
      `The synced text of ${spec.id} ${version} in ${folder} is not the text that is pinned: ${describeMismatches(mismatches)}. Run \`specproof sync ${spec.id}@${version}\` to get it again.`,
    );
  }
  const files = (pins: Record<string, string>): PinnedFile[] =>
    Object.entries(pins).map(([file, sha256]) => ({ path: file, sha256, content: contents.get(file) ?? new Uint8Array() }));
  return { documents: files(pinned.documents), schemas: files(pinned.schemas) };
}

function readIfThere(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Puts verified files where `readVersion` finds them, all at once; what stood there is replaced unless it is as good. */
export function storeVersion(cacheDir: string, spec: Spec, version: SpecVersion, files: ReadonlyMap<string, Uint8Array>): void {
  const temp = makeTempFolder(cacheDir);
  const prepared = path.join(temp, 'prepared');
  const target = versionFolder(cacheDir, spec, version.version);
  try {
    for (const [file, content] of files) {
      mkdirSync(path.dirname(path.join(prepared, file)), { recursive: true });
      writeFileSync(path.join(prepared, file), content);
    }
    mkdirSync(path.dirname(target), { recursive: true });
    for (let attempt = 0; !moveInto(prepared, target); attempt++) {
      if (isIntact(cacheDir, spec, version.version)) return;
      if (attempt > 20) throw new SpecproofError('IO', `${target} cannot be replaced. Remove it and sync again.`);
      moveInto(target, path.join(temp, `replaced-${attempt}`));
    }
  } finally {
    rmSync(temp, { recursive: true, force: true });
  }
}

/** Whether it moved: not where the source is gone, or where somebody else has put theirs. */
function moveInto(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'EPERM'].includes(code)) return false;
    throw error;
  }
}

function isIntact(cacheDir: string, spec: Spec, version: string): boolean {
  try {
    return readVersion(cacheDir, spec, version) !== undefined;
  } catch {
    return false;
  }
}
