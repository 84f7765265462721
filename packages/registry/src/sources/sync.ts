import { rmSync } from 'node:fs';
import { isSpecproofError, SpecproofError } from '@specproof/model';
import type { Spec, SpecVersion } from '@specproof/model';
import { readVersion, storeVersion, versionFolder } from './cache.ts';
import { compareWithPins, describeMismatches } from './compare-with-pins.ts';
import { findVersion } from './find-version.ts';
import { defaultLimits } from './limits.ts';
import type { Limits } from './limits.ts';
import { pinsOf } from './source.ts';
import type { Source } from './source.ts';
import { makeTempFolder, removeAbandoned } from './temp-folder.ts';

/** What happens during a sync, for whoever shows progress. */
export type SyncEvent =
  | { kind: 'cache-damaged'; reason: string }
  | { kind: 'trying'; source: string }
  | { kind: 'failed'; source: string; reason: string };

export interface SyncOptions {
  spec: Spec;
  version: string;
  /** `<workspace root>/.specproof/specs`; one folder per spec and version below it. */
  cacheDir: string;
  /** In the order they are tried; see `syncSources`. */
  sources: readonly Source[];
  limits?: Limits;
  signal?: AbortSignal;
  report?: (event: SyncEvent) => void;
}

export interface SyncResult {
  spec: string;
  version: string;
  /** The folder that holds the text. */
  dir: string;
  /** Label of the source; `cache` where nothing had to be fetched. */
  source: string;
  fromCache: boolean;
}

/** What one source came to. */
export interface Attempt {
  source: string;
  reason: string;
  mismatch: boolean;
}

/**
 * Obtains the pinned text of a version from the first source that has it, or finds it in the cache.
 * Throws `SOURCE_HASH_MISMATCH` where a source had another text and none had this one, `SOURCE_NOT_FOUND`
 * where none had any; the message says of every source why. Leaves nothing half there.
 */
export async function sync(options: SyncOptions): Promise<SyncResult> {
  const { spec, cacheDir, sources, limits = defaultLimits, signal, report } = options;
  const version = findVersion(spec, options.version);
  const result = { spec: spec.id, version: version.version, dir: versionFolder(cacheDir, spec, version.version) };
  if (isCached(options)) return { ...result, source: 'cache', fromCache: true };

  removeAbandoned(cacheDir, Date.now());
  const attempts: Attempt[] = [];
  for (const source of sources) {
    signal?.throwIfAborted();
    report?.({ kind: 'trying', source: source.label });
    const outcome = await attempt(source, spec, version, { cacheDir, limits, signal });
    if (outcome instanceof Map) {
      keep(cacheDir, spec, version, outcome);
      return { ...result, source: source.label, fromCache: false };
    }
    attempts.push(outcome);
    report?.({ kind: 'failed', source: source.label, reason: outcome.reason });
  }
  throw nothingFits(spec, version, attempts);
}

function keep(cacheDir: string, spec: Spec, version: SpecVersion, files: ReadonlyMap<string, Uint8Array>): void {
  try {
    storeVersion(cacheDir, spec, version, files);
  } catch (cause) {
    if (isSpecproofError(cause)) throw cause;
    throw new SpecproofError('IO', `The text cannot be kept in ${cacheDir}: ${(cause as Error).message}. Make that folder writable.`, { cause });
  }
}

function isCached({ spec, version, cacheDir, report }: SyncOptions): boolean {
  try {
    return readVersion(cacheDir, spec, version) !== undefined;
  } catch (error) {
    if (!isSpecproofError(error) || error.code !== 'SOURCE_HASH_MISMATCH') throw error;
    report?.({ kind: 'cache-damaged', reason: error.message });
    return false;
  }
}

async function attempt(
  source: Source,
  spec: Spec,
  version: SpecVersion,
  { cacheDir, limits, signal }: { cacheDir: string; limits: Limits; signal: AbortSignal | undefined },
): Promise<Attempt | Map<string, Uint8Array>> {
  const paths = new Set(Object.keys(pinsOf(version)));
  let temp: string | undefined;
  const tempFolder = (): string => (temp ??= makeTempFolder(cacheDir));
  try {
    const given = await source.fetch({ spec, version, paths, limits, tempFolder, signal });
    // Only what is pinned is ever kept, whatever a source gives.
    const files = new Map([...given].filter(([path]) => paths.has(path)));
    const mismatches = compareWithPins(version, (path) => files.get(path));
    if (mismatches.length === 0) return files;
    return { source: source.label, reason: describeMismatches(mismatches), mismatch: mismatches.some(({ found }) => found !== undefined) };
  } catch (error) {
    signal?.throwIfAborted();
    return { source: source.label, reason: (error as Error).message.replaceAll(/\s+/gu, ' '), mismatch: false };
  } finally {
    if (temp !== undefined) rmSync(temp, { recursive: true, force: true });
  }
}

function nothingFits(spec: Spec, { version }: SpecVersion, attempts: readonly Attempt[]): SpecproofError {
  const mismatch = attempts.some((attempt) => attempt.mismatch);
  const tried = attempts.map(({ source, reason }) => `\n  ${source}: ${reason}`).join('');
  return new SpecproofError(
    mismatch ? 'SOURCE_HASH_MISMATCH' : 'SOURCE_NOT_FOUND',
    `The text of ${spec.id} ${version} could not be had. Tried:${tried || ' nothing, no source is configured'}\n` +
      `Give a folder, git repository or tarball that has it: specproof sync ${spec.id}@${version} --from <place>; or name folders in SPECPROOF_SPECS.` +
      (mismatch ? ` If upstream published another text on purpose, pin that: specproof sync --pin ${version} --from <folder>.` : ''),
  );
}
