import { compareText, groupBy, sectionKey } from './item.ts';
import type { Item } from './item.ts';

/** An old scope (a section, a document) that may continue as a new one, and how much speaks for it. */
export interface Continuation {
  old: string;
  read: string;
  score: number;
}

/** What became of sections and documents, the likeliest first. */
export interface SectionMap {
  sections: Continuation[];
  documents: Continuation[];
  /** How much speaks for the section of `read` continuing that of `old`; 0 where nothing does. */
  score(old: Item, read: Item): number;
}

const perMatch = 2;
const sameName = 3;
const sameNumberedName = 1;
const sameNameElsewhere = 2;

/**
 * Learns which section became which from texts that were matched without doubt. A name counts too,
 * but less where it is one of a numbered family (`example-1`), which shifts when a twin is inserted.
 */
export function learnSections(
  matched: Iterable<readonly [read: Item, old: Item]>,
  olds: readonly Item[],
  reads: readonly Item[],
): SectionMap {
  const sections = new Scores();
  const documents = new Scores();
  for (const [read, old] of matched) {
    sections.add(old.scope, read.scope, perMatch);
    documents.add(old.document, read.document, perMatch);
  }
  const oldDocuments = groupBy(olds, (item) => item.document);
  const readDocuments = groupBy(reads, (item) => item.document);
  for (const document of oldDocuments.keys()) if (readDocuments.has(document)) documents.add(document, document, sameName);
  for (const { old, read } of documents.list()) {
    const oldSlugs = slugsOf(oldDocuments.get(old));
    const readSlugs = slugsOf(readDocuments.get(read));
    for (const section of oldSlugs) {
      if (!readSlugs.has(section)) continue;
      const numbered = isNumbered(section, oldSlugs) || isNumbered(section, readSlugs);
      const weight = old !== read ? sameNameElsewhere : numbered ? sameNumberedName : sameName;
      sections.add(sectionKey({ document: old, section }), sectionKey({ document: read, section }), weight);
    }
  }
  return {
    sections: sections.list(),
    documents: documents.list(),
    score: (old, read) => sections.get(old.scope, read.scope),
  };
}

class Scores {
  readonly #scores = new Map<string, Map<string, number>>();

  add(old: string, read: string, score: number): void {
    const row = this.#scores.get(old) ?? new Map<string, number>();
    this.#scores.set(old, row.set(read, (row.get(read) ?? 0) + score));
  }

  get(old: string, read: string): number {
    return this.#scores.get(old)?.get(read) ?? 0;
  }

  list(): Continuation[] {
    const list: Continuation[] = [];
    for (const [old, row] of this.#scores) for (const [read, score] of row) list.push({ old, read, score });
    return list.sort((a, b) => b.score - a.score || compareText(a.old, b.old) || compareText(a.read, b.read));
  }
}

const slugsOf = (items: readonly Item[] = []): Set<string> => new Set(items.map((item) => item.section));

/** Whether a slug is one of several that differ by a number only. */
function isNumbered(slug: string, slugs: ReadonlySet<string>): boolean {
  const base = /^(.+)-\d+$/u.exec(slug)?.[1];
  return slugs.has(`${slug}-1`) || (base !== undefined && slugs.has(base));
}
