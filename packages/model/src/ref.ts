import type { PropertyRef } from './extraction.ts';
import { compareIds, formatRef } from './ids.ts';
import type { Keyword, Level } from './keyword.ts';
import type { Registry } from './registry.ts';

/** One requirement in one of its meanings: what checks, evidence and dispositions are bound to. */
export interface Ref<L extends Level = Level, S extends string = string> {
  /** The id, from the second revision on with `+revision`. */
  readonly ref: string;
  readonly id: string;
  readonly revision: number;
  readonly level: L;
  /** Who has to act. */
  readonly subject: S;
  /** Versions in which this revision is in force, in the order they were registered. */
  readonly versions: readonly string[];
}

/** A ref with how it stands in the newest version that has it. */
export interface RegisteredRef extends Ref {
  readonly document: string;
  /** Slug of the section's heading. */
  readonly section: string;
  readonly keyword: Keyword;
  readonly property?: PropertyRef;
  readonly platforms?: readonly string[];
}

/**
 * Every ref of the registry, ordered by `compareIds`. A group is none: its verdict follows from its items.
 * Where a requirement is a group in some versions only, those are not among its `versions`.
 */
export function refsOf({ versions, requirements }: Registry): RegisteredRef[] {
  const refs = new Map<string, RegisteredRef>();
  for (const [id, { texts, facts, versions: places }] of Object.entries(requirements)) {
    for (const { version } of versions) {
      const place = Object.hasOwn(places, version) ? places[version] : undefined;
      if (!place) continue;
      const { level } = at(texts, place.text);
      const { group, subject, document, section, keyword, property, platforms } = at(facts, place.facts);
      if (group) continue;
      const { revision } = place;
      const ref = formatRef({ id, revision });
      const inForce = [...(refs.get(ref)?.versions ?? []), version];
      refs.set(ref, { ref, id, revision, level, subject, versions: inForce, document, section, keyword, ...(property && { property }), ...(platforms && { platforms }) });
    }
  }
  return [...refs.values()].sort((a, b) => compareIds(a.ref, b.ref));
}

function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError('A registered place points to a wording that is not there');
  return found;
}
