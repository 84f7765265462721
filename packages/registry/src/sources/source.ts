import type { Spec, SpecVersion } from '@specproof/model';
import type { Limits } from './limits.ts';

/** What a source is asked for. */
export interface FetchRequest {
  spec: Spec;
  version: SpecVersion;
  /** Paths of everything that is pinned; a source gives these and nothing else. */
  paths: ReadonlySet<string>;
  /** A folder of the sync's own for what a source has to unpack. */
  tempFolder: () => string;
  limits: Limits;
  signal?: AbortSignal | undefined;
}

/** Somewhere the text of a version may come from. Nothing it says is trusted before it is hashed. */
export interface Source {
  kind: 'folder' | 'git' | 'tarball' | 'debian';
  /** Names it in messages, with its place. */
  label: string;
  /** What it has of the wanted files; throws an error whose message says in one line why it has none. */
  fetch(request: FetchRequest): Promise<ReadonlyMap<string, Uint8Array>>;
}

/** Everything of a version that is pinned, keyed by path. */
export const pinsOf = ({ documents, schemas }: SpecVersion): Record<string, string> => ({ ...documents, ...schemas });
