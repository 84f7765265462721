import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { refsOf } from '@specproof/model';
import type { Registry, Spec } from '@specproof/model';
import type { RefText } from '@specproof/codegen';
import { upstreamLink } from '../changes/upstream-link.ts';
import { readIfThere } from '../files/registered-file-names.ts';
import { readRegisteredFiles } from '../files/registered-files.ts';
import { specFolder } from '../files/workspace.ts';
import type { Workspace } from '../files/workspace.ts';
import { writeWorkspaceFile } from '../files/write-file.ts';
import { ResultCache } from '../texts/cache.ts';
import { registeredTexts } from '../texts/registered-texts.ts';
import { textIfHere } from '../texts/text-if-here.ts';

/** Puts the texts of a spec's refs where the editor shows them: declarations in an ignored folder. */
export async function writeHovers(workspace: Workspace, spec: Spec): Promise<void> {
  const registryText = readIfThere(path.join(specFolder(workspace, spec.id), 'registry.json'));
  const here = spec.versions.filter(({ version }) => textIfHere(workspace, spec, version)).map(({ version }) => version);
  if (registryText === undefined || here.length === 0) return;
  const file = path.join(workspace.root, '.specproof', 'refs', `${spec.id}.d.ts`);
  const cache = new ResultCache(workspace.root, 'hovers');
  const key = ResultCache.key(spec, here, createHash('sha256').update(registryText).digest('hex'));
  if (existsSync(file) && cache.get(key)) return;
  const { registry } = await readRegisteredFiles(workspace, spec);
  if (!registry) return;
  const { generateHovers } = await import('@specproof/codegen');
  const { content } = await generateHovers(registry, await textsOf(workspace, spec, registry, here));
  writeWorkspaceFile(workspace.root, file, content);
  cache.put(key, file);
}

/** What each ref says in the newest version that has it and whose text is here. */
async function textsOf(workspace: Workspace, spec: Spec, registry: Registry, here: readonly string[]): Promise<Map<string, RefText>> {
  const texts = registeredTexts(workspace, spec, registry);
  const found = new Map<string, RefText>();
  for (const { ref, id, document, versions } of refsOf(registry)) {
    const version = versions.findLast((one) => here.includes(one));
    const place = version === undefined ? undefined : registry.requirements[id]?.versions[version];
    if (version === undefined || !place) continue;
    const at = registry.requirements[id]?.facts[place.facts]?.document ?? document;
    const text = (await texts.of(version))({ document: at, line: place.line, column: place.column })?.text;
    const url = upstreamLink(spec, version)(at, place.line);
    if (text !== undefined) found.set(ref, { text, line: place.line, ...(url !== undefined && { url }) });
  }
  return found;
}
