import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Extraction, Informative, Property, Requirement } from '@specproof/model';
import { extractionOf, root } from './texts.ts';
import type { SpecAtHand } from './texts.ts';

type Labelled<T> = T & { ambiguous?: boolean };

/** Hand-made labels of some documents of one version, in the form of an extraction. */
export interface Labels {
  file: string;
  spec: string;
  version: string;
  requirements: Labelled<Requirement & { items?: number }>[];
  informative: Labelled<Informative>[];
  properties: Labelled<Property>[];
}

/** One place where extraction and label differ. */
export interface Disagreement {
  field: string;
  place: string;
  label: unknown;
  read: unknown;
  ambiguous: boolean;
}

/** Agreement per field: how many labels there are and how many were met; ambiguous ones are left out. */
export interface Score {
  agreement: Map<string, { met: number; of: number }>;
  disagreements: Disagreement[];
}

/** Every file of labels of a spec: `specs/<id>/labels/*.json`. */
export function labelsOf({ spec }: SpecAtHand): Labels[] {
  const folder = path.join(root, 'specs', spec.id, 'labels');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((file) => ({ file, ...(JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Omit<Labels, 'file'>) }));
}

const place = ({ document, line, column }: { document: string; line: number; column: number }): string => `${document}:${String(line)}:${String(column)}`;

/** Compares what is read from the text with its labels, field by field. */
export function scoreLabels(hand: SpecAtHand, labels: Labels): Score {
  const agreement: Score['agreement'] = new Map();
  const disagreements: Disagreement[] = [];
  const note = (field: string, where: string, label: unknown, read: unknown, ambiguous = false): void => {
    const met = JSON.stringify(label) === JSON.stringify(read);
    if (!met) disagreements.push({ field, place: where, label, read, ambiguous });
    if (ambiguous) return;
    const score = agreement.get(field) ?? { met: 0, of: 0 };
    agreement.set(field, { met: score.met + Number(met), of: score.of + 1 });
  };
  const extraction = extractionOf(hand, labels.version);
  scoreOccurrences(labels, extraction, note);
  scoreProperties(labels, extraction, note);
  return { agreement, disagreements };
}

type Note = (field: string, where: string, label: unknown, read: unknown, ambiguous?: boolean) => void;

function scoreOccurrences(labels: Labels, extraction: Extraction, note: Note): void {
  const documents = new Set([...labels.requirements, ...labels.informative].map(({ document }) => document));
  const read = new Map(extraction.requirements.filter((r) => !r.inherits && documents.has(r.document)).map((r) => [place(r), r]));
  const passed = new Map(extraction.informative.filter((i) => documents.has(i.document)).map((i) => [place(i), i]));
  const labelled = new Set([...labels.requirements, ...labels.informative].map(place));
  for (const where of [...read.keys(), ...passed.keys()]) if (!labelled.has(where)) note('requirement', where, 'no keyword', 'a keyword');
  for (const label of labels.informative) {
    const mention = passed.get(place(label));
    note('requirement', place(label), false, !mention, label.ambiguous);
    if (mention) note('reason', place(label), label.reason, mention.reason, label.ambiguous);
  }
  const items = new Map<string, number>();
  for (const { document, inherits } of extraction.requirements) {
    if (inherits) items.set(place({ document, ...inherits }), (items.get(place({ document, ...inherits })) ?? 0) + 1);
  }
  for (const label of labels.requirements) {
    const where = place(label);
    const found = read.get(where);
    note('requirement', where, true, found !== undefined, label.ambiguous);
    if (!found) continue;
    const { start, end } = label.statement;
    note('level', where, label.level, found.level, label.ambiguous);
    note('conditional', where, label.conditional, found.conditional, label.ambiguous);
    note('section', where, label.section, found.section, label.ambiguous);
    note('anchor', where, label.anchor, found.anchor, label.ambiguous);
    note('statement, exact', where, label.statement, found.statement, label.ambiguous);
    note('statement, containing', where, true, found.statement.start <= start && end <= found.statement.end, label.ambiguous);
    note('subject', where, label.subject, found.subject, label.ambiguous);
    note('place', where, label.place, found.place, label.ambiguous);
    note('items', where, label.items ?? 0, items.get(where) ?? 0, label.ambiguous);
    const path = (r: Pick<Requirement, 'property'>): string | null => (r.property ? `${r.property.root}:${r.property.path}` : null);
    note('property path', where, path(label), path(found), label.ambiguous);
    if (label.property && found.property) note('property role', where, label.property.role, found.property.role, label.ambiguous);
  }
}

function scoreProperties(labels: Labels, extraction: Extraction, note: Note): void {
  const documents = new Set(labels.properties.map(({ document }) => document));
  const key = ({ document, line, path }: Property): string => `${document}:${String(line)} ${path}`;
  const read = new Map(extraction.properties.filter(({ document }) => documents.has(document)).map((p) => [key(p), p]));
  const labelled = new Map(labels.properties.map((p) => [key(p), p]));
  for (const [where, label] of labelled) {
    const found = read.get(where);
    note('properties found', where, true, found !== undefined, label.ambiguous);
    if (!found) continue;
    for (const field of ['root', 'type', 'typeWritten', 'presence', 'presenceWritten'] as const) note(`property ${field}`, where, label[field], found[field], label.ambiguous);
  }
  for (const where of read.keys()) note('nothing else found', where, true, labelled.has(where));
}
