import type { Registry, Spec } from '@specproof/model';
import type { Workspace } from '../files/workspace.ts';
import { extractText } from './extract-text.ts';
import { textIfHere } from './text-if-here.ts';
import { noTexts, textsByPlace } from './texts-by-place.ts';
import type { TextAt } from './texts-by-place.ts';

/** The words of registered versions, as far as they are synced. */
export interface RegisteredTexts {
  of(version: string): Promise<TextAt>;
  /** Versions asked for whose text is not here. */
  missing: Set<string>;
}

/** Reads the texts of a spec's versions, each when it is first asked for. */
export function registeredTexts(workspace: Workspace, spec: Spec, registry: Registry): RegisteredTexts {
  const read = new Map<string, Promise<TextAt>>();
  const missing = new Set<string>();
  const load = async (version: string): Promise<TextAt> => {
    const text = spec.versions.some((pinned) => pinned.version === version) ? textIfHere(workspace, spec, version) : undefined;
    if (!text) {
      missing.add(version);
      return noTexts;
    }
    const extraction = await extractText(workspace, { spec, version, documents: text.documents });
    return textsByPlace(extraction, registry.versions.find((registered) => registered.version === version));
  };
  return {
    missing,
    of: (version) => {
      const loading = read.get(version) ?? load(version);
      read.set(version, loading);
      return loading;
    },
  };
}
