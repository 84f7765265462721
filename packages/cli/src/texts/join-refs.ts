import type { Decisions, Extraction, Overrides, PrintedExtraction, Registry, Requirement } from '@specproof/model';
import { applyOverrides, reconcile, textKey, viewVersion } from '@specproof/registry';

export interface Registered {
  registry?: Registry;
  decisions: Decisions;
  overrides: Overrides;
}

/** An extraction as it is handed out: put right by the overrides, every requirement with the ref it has. */
export function printExtraction(extraction: Extraction, registered?: Registered, after?: string | null): PrintedExtraction {
  const put = registered ? applyOverrides(extraction, registered.overrides).extraction : extraction;
  const refs = registered?.registry && put.version !== null ? findRefs(put, put.version, after, registered.registry, registered.decisions) : () => undefined;
  return {
    spec: put.spec,
    version: put.version,
    documents: put.documents,
    requirements: put.requirements.map((requirement) => {
      const { parts: _parts, ...rest } = requirement;
      return { ...refs(requirement), ...rest };
    }),
    ...(put.lowerCase && put.lowerCase.length > 0 && { lowerCase: put.lowerCase.map(({ parts: _parts, ...rest }) => rest) }),
    informative: put.informative,
    properties: put.properties,
  };
}

type FindRef = (requirement: Requirement) => { id: string; revision: number } | undefined;

function findRefs(extraction: Extraction, version: string, after: string | null | undefined, registry: Registry, decisions: Decisions): FindRef {
  const known = registry.versions.find((registered) => registered.version === version);
  const isAsRegistered = known && extraction.documents.every(({ path, sha256 }) => known.documents[path] === sha256);
  if (isAsRegistered) {
    return finder(viewVersion(registry, version).map((view) => ({ ...view, key: textKey(view) })));
  }
  const predecessor = known ? known.after : (after ?? null);
  if (predecessor !== null && !registry.versions.some((registered) => registered.version === predecessor)) return () => undefined;
  const plan = reconcile(registry, version, predecessor, extraction, decisions);
  // An id that this reading would give is given only by lock.
  const bound = plan.requirements.filter(({ id }) => Object.hasOwn(registry.requirements, id));
  return finder(bound.map(({ facts, text, ...rest }) => ({ ...rest, document: facts.document, key: textKey(text) })));
}

/** By place; of the parts of a split sentence, and of what stands at one place twice, by the words, too. */
function finder(views: readonly { id: string; revision: number; document: string; line: number; column: number; key: string }[]): FindRef {
  const place = (at: { document: string; line: number; column: number }): string => JSON.stringify([at.document, at.line, at.column]);
  const byPlace = groupBy(views, place);
  return (requirement) => {
    const here = byPlace.get(place(requirement)) ?? [];
    const found = here.find(({ key }) => key === textKey(requirement)) ?? (here.length === 1 ? here[0] : undefined);
    return found && { id: found.id, revision: found.revision };
  };
}

function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
