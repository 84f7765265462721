import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Decisions, Extraction, Overrides, Registry, Spec } from '@specproof/model';
import { loadSpec, readVersion, sync, syncSources } from '@specproof/registry';
import { extractSpec } from '@specproof/remark';

/** The checkout's folder, from wherever in it the checks or the benchmarks are run. */
export const root = ((): string => {
  let folder = process.cwd();
  while (!existsSync(path.join(folder, 'nx.json')) && path.dirname(folder) !== folder) folder = path.dirname(folder);
  return folder;
})();

/** A document as a spec publishes it. */
export interface TextDocument {
  path: string;
  content: Uint8Array;
}

/** A registered spec with everything that is committed of it, and the texts that are at hand. */
export interface SpecAtHand {
  spec: Spec;
  registry: Registry;
  registryBytes: string;
  decisions: Decisions;
  overrides: Overrides;
  texts: Map<string, TextDocument[]>;
  /** Official schema files by version, keyed by path; of the versions whose texts are at hand. */
  schemas: Map<string, Record<string, string>>;
}

/** Every spec of the checkout; texts are read without a network: synced ones, and those in configured folders. */
export async function specsAtHand(): Promise<SpecAtHand[]> {
  const ids = readdirSync(path.join(root, 'specs')).filter((id) => existsSync(path.join(root, 'specs', id, 'spec.json')));
  return Promise.all(ids.sort().map(specAtHand));
}

async function specAtHand(id: string): Promise<SpecAtHand> {
  const file = (name: string): string => path.join(root, 'specs', id, name);
  const read = <T>(name: string, empty: T): T => (existsSync(file(name)) ? (JSON.parse(readFileSync(file(name), 'utf8')) as T) : empty);
  const spec = await loadSpec(file('spec.json'));
  const registryBytes = readFileSync(file('registry.json'), 'utf8');
  return {
    spec,
    registryBytes,
    registry: JSON.parse(registryBytes) as Registry,
    decisions: read<Decisions>('decisions.json', { schemaVersion: 1, spec: id, decisions: [], bindings: [], retired: [] }),
    overrides: read<Overrides>('overrides.json', { schemaVersion: 1, spec: id, overrides: [] }),
    ...(await textsOf(spec)),
  };
}

async function textsOf(spec: Spec): Promise<Pick<SpecAtHand, 'texts' | 'schemas'>> {
  const texts: SpecAtHand['texts'] = new Map();
  const schemas: SpecAtHand['schemas'] = new Map();
  const scratch = mkdtempSync(path.join(tmpdir(), 'specproof-texts-'));
  const sources = syncSources(spec, { cwd: root, workspaceRoot: root, env: process.env }).filter(({ kind }) => kind === 'folder');
  for (const { version } of spec.versions) {
    try {
      const synced = readVersion(path.join(root, '.specproof/specs'), spec, version);
      if (!synced) await sync({ spec, version, cacheDir: scratch, sources });
      const text = synced ?? readVersion(scratch, spec, version);
      if (!text) continue;
      texts.set(version, text.documents);
      schemas.set(version, Object.fromEntries(text.schemas.filter(({ path: file }) => file.endsWith('.json')).map(({ path: file, content }) => [file, Buffer.from(content).toString()])));
    } catch {
      // not at hand: the tests that need it say so
    }
  }
  rmSync(scratch, { recursive: true, force: true });
  return { texts, schemas };
}

/** What one version at hand says. */
export function extractionOf({ spec, texts }: SpecAtHand, version: string): Extraction {
  const documents = texts.get(version);
  if (!documents) throw new Error(`${spec.id} ${version} is not at hand`);
  return extractSpec({ spec, version, documents });
}
