import type { Workspace } from '../files/workspace.ts';
import type { DefinedProperties } from '@specproof/schema';
import { ResultCache } from './cache.ts';
import { extractionKey } from './extract-text.ts';
import type { TextToExtract } from './extract-text.ts';

/** Names the requirement at a place as long as its id is not known. */
export const placeKey = (document: string, { line, column }: { line: number; column: number }): string => `${document}:${line}:${column}`;

/** What a text defines, requirements named by {@link placeKey}; taken from the workspace's cache where it was read before. */
export async function readDefinitions(workspace: Workspace, text: TextToExtract & { version: string }): Promise<DefinedProperties> {
  const cache = new ResultCache(workspace.root, 'definitions');
  const key = ResultCache.key(extractionKey(text));
  const known = cache.get(key);
  if (known) return JSON.parse(known.toString()) as DefinedProperties;
  const [{ extractWithProse }, { readProperties }] = await Promise.all([import('@specproof/remark'), import('@specproof/schema')]);
  const defined = readProperties(extractWithProse(text).prose, placeKey);
  cache.put(key, JSON.stringify(defined));
  return defined;
}
