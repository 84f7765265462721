import type { Registry } from '@specproof/model';
import { formatRef } from '@specproof/model';
import { registeredRequirement, viewRequirement } from './registered.ts';
import type { RegisteredView } from './registered.ts';

/** What a requirement was in one version. */
export interface HistoryEntry {
  version: string;
  after: string | null;
  /** Absent where the version has no such requirement. */
  ref?: string;
  /** Absent likewise; has the change the version made, if any. */
  view?: RegisteredView;
}

/** One requirement in every registered version, in the order of their registration. */
export function history(registry: Registry, id: string): HistoryEntry[] {
  registeredRequirement(registry, id);
  return registry.versions.map(({ version, after }) => {
    const view = viewRequirement(registry, id, version);
    return { version, after, ...(view && { ref: formatRef(view), view }) };
  });
}
