import type { RegisteredFacts, RegisteredPlace, RegisteredRequirement, RegisteredText } from '@specproof/model';
import { textKey } from './fingerprint-key.ts';
import { detailsOf } from './registered.ts';

/** A requirement in one version, with its own wording and facts. */
export interface Entry {
  place: Omit<RegisteredPlace, 'text' | 'facts'>;
  text: RegisteredText;
  facts: RegisteredFacts;
}

/** The entries of a requirement, keyed by version. */
export function unpackRequirement(requirement: RegisteredRequirement): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const [version, place] of Object.entries(requirement.versions)) {
    const { text: _text, facts: _facts, ...rest } = place;
    entries.set(version, { place: rest, ...detailsOf(requirement, place) });
  }
  return entries;
}

/** Entries as the registry keeps them: every wording and every set of facts once, in the order of the versions. */
export function packRequirement(entries: ReadonlyMap<string, Entry>, order: readonly string[]): RegisteredRequirement {
  const requirement: RegisteredRequirement = { texts: [], facts: [], versions: {} };
  const texts = new Map<string, number>();
  const facts = new Map<string, number>();
  for (const version of order) {
    const entry = entries.get(version);
    if (!entry) continue;
    const { revision, line, column, statement, change } = entry.place;
    requirement.versions[version] = {
      revision,
      text: indexOf(texts, textKey(entry.text), requirement.texts, entry.text),
      facts: indexOf(facts, JSON.stringify(entry.facts), requirement.facts, entry.facts),
      line,
      column,
      statement,
      ...(change && { change }),
    };
  }
  return requirement;
}

function indexOf<T>(known: Map<string, number>, key: string, list: T[], item: T): number {
  const index = known.get(key) ?? list.push(item) - 1;
  known.set(key, index);
  return index;
}
