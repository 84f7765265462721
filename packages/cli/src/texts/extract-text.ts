import { createHash } from 'node:crypto';
import type { Extraction, Spec } from '@specproof/model';
import type { Workspace } from '../files/workspace.ts';
import { ResultCache } from './cache.ts';

/** What is read, and with whose settings. */
export interface TextToExtract {
  spec: Spec | null;
  version: string | null;
  documents: readonly { path: string; content: Uint8Array; sha256?: string }[];
}

/** What an extraction depends on beside the code. */
export const extractionKey = ({ spec, version, documents }: TextToExtract): unknown => [
  spec && [spec.id, spec.documents, spec.subjects, spec.platforms],
  version,
  documents.map(({ path, content, sha256 }) => [path, sha256 ?? createHash('sha256').update(content).digest('hex')]),
];

/** What a text says; taken from the workspace's cache where it was read before. */
export async function extractText(workspace: Workspace | undefined, text: TextToExtract): Promise<Extraction> {
  const cache = workspace && new ResultCache(workspace.root, 'extraction');
  const key = cache && ResultCache.key(extractionKey(text));
  const known = key && cache.get(key);
  if (known) return JSON.parse(known.toString()) as Extraction;
  const { extractSpec } = await import('@specproof/remark');
  const extraction = extractSpec(text);
  if (key) cache.put(key, JSON.stringify(extraction));
  return extraction;
}
