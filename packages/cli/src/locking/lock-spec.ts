import path from 'node:path';
import type { Decisions, Extraction, Properties, Spec } from '@specproof/model';
import { lock, serializeRegistry } from '@specproof/registry';
import type { Lock } from '@specproof/registry';
import type { DefinedProperties } from '@specproof/schema';
import type { Context } from '../context.ts';
import { readIfThere } from '../files/registered-file-names.ts';
import { readProperties } from '../files/registered-files.ts';
import type { RegisteredFiles } from '../files/registered-files.ts';
import { specFolder } from '../files/workspace.ts';
import type { Workspace } from '../files/workspace.ts';
import { writeAll } from '../files/write-all.ts';
import { formatJson } from '../files/write-file.ts';
import { extractText } from '../texts/extract-text.ts';
import { obtainIfPossible, textObtainer } from '../texts/obtain-text.ts';
import { readDefinitions } from '../texts/read-definitions.ts';
import { lockProperties } from './lock-properties.ts';

/** What locking one spec comes to, before anything is written. */
export interface LockedSpec extends Lock {
  spec: Spec;
  /** What each version says, as far as its text could be had. */
  extractions: ReadonlyMap<string, Extraction>;
  /** Registered, but without their text: kept as they are. */
  kept: string[];
  /** Not registered and without their text, or that of their predecessor. */
  left: string[];
  /** Files whose content would change, with it. */
  files: { file: string; content: string }[];
}

/** Reconciles one spec's registry with every text of it that can be had. */
export async function lockSpec(context: Context, workspace: Workspace, spec: Spec, registered: RegisteredFiles, decisions: Decisions = registered.decisions): Promise<LockedSpec> {
  const known = (registered.registry?.versions ?? []).map(({ version, after }) => ({ version, after }));
  const isKnown = (version: string): boolean => known.some((one) => one.version === version);
  const pinned = new Set(spec.versions.map(({ version }) => version));
  const extractions = new Map<string, Extraction>();
  const definitions = new Map<string, DefinedProperties>();
  const obtainer = textObtainer(context, workspace, spec);
  const versions: { version: string; after: string | null; extraction?: Extraction }[] = [];
  const left: string[] = [];
  for (const { version, after } of [...known, ...spec.versions.filter((candidate) => !isKnown(candidate.version))]) {
    const text = pinned.has(version) ? await obtainIfPossible(obtainer, version) : undefined;
    const canRegister = isKnown(version) || (text && (after === null || versions.some((earlier) => earlier.version === after)));
    if (!canRegister) {
      left.push(version);
      continue;
    }
    if (text && context.stderr.isTerminal) context.stderr.write(context.stderr.colors.dim(`reading ${spec.id} ${version} …\n`));
    const extraction = text && (await extractText(workspace, { spec, version, documents: text.documents }));
    if (extraction) extractions.set(version, extraction);
    if (text) definitions.set(version, await readDefinitions(workspace, { spec, version, documents: text.documents }));
    versions.push({ version, after, ...(extraction && { extraction }) });
  }
  const { registry, overrides } = registered;
  const locked = lock({ spec, versions, ...(registry && { registry }), decisions, overrides });
  const properties = await lockProperties(locked.registry, definitions, await readProperties(workspace, spec));
  const files = await changedFiles(workspace, spec, locked, properties);
  return { ...locked, spec, extractions, left, kept: known.map(({ version }) => version).filter((version) => !extractions.has(version)), files };
}

async function changedFiles(workspace: Workspace, spec: Spec, { registry, decisions }: Lock, properties: Properties | undefined): Promise<LockedSpec['files']> {
  // A spec of which no text could ever be had has no registry.
  if (registry.versions.length === 0) return [];
  const folder = specFolder(workspace, spec.id);
  // The decisions first: a registry can be made from them, but not they from a registry.
  const wanted = [
    { file: path.join(folder, 'decisions.json'), content: formatJson(decisions) },
    { file: path.join(folder, 'registry.json'), content: serializeRegistry(registry) },
  ];
  if (properties) {
    const { serializeProperties } = await import('@specproof/schema');
    wanted.push({ file: path.join(folder, 'properties.json'), content: serializeProperties(properties) });
  }
  return wanted.filter(({ file, content }) => readIfThere(file) !== content);
}

/** Writes what locking changed: all of it, or nothing. */
export const writeLocked = (workspace: Workspace, { files }: LockedSpec): void => writeAll(workspace.root, files);
