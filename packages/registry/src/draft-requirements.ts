import type { Decisions, Extraction, Fingerprint, Position, RegisteredFacts, Registry, Requirement } from '@specproof/model';
import { textKey } from './fingerprint-key.ts';
import { comparePlaces, makeItem } from './item.ts';
import type { Item } from './item.ts';
import type { ItemsMatch } from './match-items.ts';
import { createIds } from './new-ids.ts';
import { pairsOf } from './pairs.ts';
import type { PlannedRequirement } from './plan.ts';
import { similarity } from './similarity.ts';

/** A requirement as it was read, and what of it is compared. */
export interface Reading {
  item: Item;
  source: Requirement;
}

/** The requirements of a text, ordered by place. */
export const readItems = ({ requirements }: Extraction): Reading[] =>
  requirements
    .map((source): Reading => ({ item: makeItem(source, source.section.slug, () => pairsOf(source.parts)), source }))
    .sort((a, b) => comparePlaces(a.item, b.item));

/** Every requirement with its id, given anew where it has none; what is read again keeps its revision, all others have yet to get theirs. */
export function draftRequirements(
  registry: Registry,
  version: string,
  extraction: Extraction,
  decisions: Decisions,
  readings: readonly Reading[],
  { identities }: ItemsMatch,
): PlannedRequirement[] {
  const giveId = createIds(registry, version, decisions, extraction);
  const ids = readings.map(({ item }) => identities.get(item)?.id ?? giveId(item.document, item.section));
  const byPlace = new Map<string, string>();
  readings.forEach(({ item }, i) => {
    const place = placeKey(item.document, item);
    // Of the parts of a split sentence the first stands for all.
    if (!byPlace.has(place)) byPlace.set(place, ids[i] ?? '');
  });
  return readings.map(({ item, source }, i): PlannedRequirement => {
    const { why = 'new', old } = identities.get(item) ?? {};
    const id = ids[i] ?? '';
    const kept = why === 'reread' ? registry.requirements[id]?.versions[version] : undefined;
    // What is read again may have its pairs corrected.
    const known = why === 'reread' ? undefined : registry.requirements[id]?.texts.find((text) => textKey(text) === item.key);
    const alike = old && old.key !== item.key ? similarity(old.text, item.text) : undefined;
    return {
      id,
      why,
      ...(alike !== undefined && { alike: Math.round(alike * 1000) / 1000 }),
      revision: kept?.revision ?? 1,
      ...(kept?.change && { change: kept.change }),
      line: item.line,
      column: item.column,
      statement: [source.statement.start, source.statement.end],
      facts: factsOf(source, source.inherits && byPlace.get(placeKey(item.document, source.inherits))),
      text: known ?? { level: item.level, fingerprint: ordered(item.fingerprint), pairs: pairsOf(source.parts) },
    };
  });
}

/** The parts in one order, whatever order they were read in: the registry's bytes depend on it. */
const ordered = ({ sentence, condition, context, list, part }: Fingerprint): Fingerprint => ({
  sentence,
  ...(condition !== undefined && { condition }),
  ...(context !== undefined && { context }),
  ...(list !== undefined && { list }),
  ...(part !== undefined && { part }),
});

const placeKey = (document: string, { line, column }: Position): string => `${document}\0${line}\0${column}`;

function factsOf(source: Requirement, group: string | undefined): RegisteredFacts {
  const { document, section, anchor, keyword, subject, conditional, place, platforms, property } = source;
  return {
    document,
    section: section.slug,
    ...(anchor !== null && { anchor }),
    keyword,
    subject,
    ...(conditional && { conditional }),
    place,
    ...(platforms && { platforms: [...platforms] }),
    ...(property && { property: { root: property.root, path: property.path, role: property.role } }),
    ...(source.group && { group: true }),
    ...(group !== undefined && { inherits: group }),
  };
}
