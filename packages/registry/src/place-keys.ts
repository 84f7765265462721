import type { Registry } from '@specproof/model';
import { viewRequirement } from './registered.ts';

/** Per id of a version where it stands: document, line, column, part, and group where several stand at one place. */
export function placeKeys(registry: Registry, version: string): Map<string, string> {
  const keys = new Map<string, string>();
  for (const id of Object.keys(registry.requirements)) {
    const view = viewRequirement(registry, id, version);
    if (view) keys.set(id, JSON.stringify([view.document, view.line, view.column, view.fingerprint.part, view.group, view.level]));
  }
  return keys;
}
