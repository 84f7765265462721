import { isSpecproofError, SpecproofError } from '@specproof/model';
import { sync } from './sync.ts';
import type { SyncOptions, SyncResult } from './sync.ts';

export interface NewestAvailable extends SyncResult {
  /** Newer versions whose text could not be had, newest first, with why. */
  missed: { version: string; reason: string }[];
}

/** Syncs the newest version whose text can be had. Throws `SOURCE_NOT_FOUND` where there is none. */
export async function newestAvailable(options: Omit<SyncOptions, 'version'>): Promise<NewestAvailable> {
  const missed: NewestAvailable['missed'] = [];
  for (const { version } of options.spec.versions.toReversed()) {
    try {
      return { ...(await sync({ ...options, version })), missed };
    } catch (error) {
      if (!isSpecproofError(error) || !/^SOURCE_/u.test(error.code)) throw error;
      missed.push({ version, reason: error.message });
    }
  }
  const versions = missed.map(({ version }) => version).join(', ') || 'none is pinned';
  throw new SpecproofError('SOURCE_NOT_FOUND', `No version of ${options.spec.id} could be had (${versions}). ${missed[0]?.reason ?? ''}`.trim());
}
