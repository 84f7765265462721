import type { Extraction } from '@specproof/model';
import type { Labels } from './spec-texts.ts';

/** One label and what was read there instead. */
export interface Disagreement {
  field: string;
  place: string;
  want: unknown;
  got: unknown;
}

/** Agreement per field: how many labels agree of how many. */
export interface Agreement {
  fields: Record<string, { agree: number; of: number }>;
  disagreements: Disagreement[];
}

const placeOf = ({ document, line, column }: { document: string; line: number; column: number }): string => `${document}:${line}:${column}`;

/** Compares what was read with labels; `ambiguous` ones are not counted, nor documents without any. */
export function compareLabels(labels: Labels, extraction: Extraction): Agreement {
  const fields: Agreement['fields'] = {};
  const disagreements: Disagreement[] = [];
  const check = (field: string, place: string, want: unknown, got: unknown): void => {
    const count = (fields[field] ??= { agree: 0, of: 0 });
    const agrees = JSON.stringify(want) === JSON.stringify(got);
    count.of++;
    if (agrees) count.agree++;
    else disagreements.push({ field, place, want, got });
  };

  const read = new Map(extraction.requirements.filter(({ inherits }) => !inherits).map((requirement) => [placeOf(requirement), requirement]));
  const mentions = new Map(extraction.informative.map((mention) => [placeOf(mention), mention]));
  const items = new Map<string, number>();
  for (const { document, inherits } of extraction.requirements) {
    if (!inherits) continue;
    const place = placeOf({ document, ...inherits });
    items.set(place, (items.get(place) ?? 0) + 1);
  }
  const labelled = new Set([...labels.requirements, ...labels.informative].map(placeOf));
  const documents = new Set([...labels.requirements, ...labels.informative].map(({ document }) => document));
  for (const [place, { document }] of [...read, ...mentions]) if (documents.has(document) && !labelled.has(place)) check('requirement-or-not', place, 'no keyword', 'keyword');

  for (const label of labels.informative) {
    if (label.ambiguous) continue;
    const place = placeOf(label);
    const mention = mentions.get(place);
    check('requirement-or-not', place, 'informative', mention ? 'informative' : 'requirement');
    if (mention) check('reason', place, label.reason, mention.reason);
  }
  for (const label of labels.requirements) {
    if (label.ambiguous) continue;
    const place = placeOf(label);
    const found = read.get(place);
    check('requirement-or-not', place, 'requirement', found ? 'requirement' : 'informative');
    if (!found) continue;
    check('level', place, label.level, found.level);
    check('conditional', place, label.conditional, found.conditional);
    check('section', place, [label.section.slug, label.section.line], [found.section.slug, found.section.line]);
    check('anchor', place, label.anchor, found.anchor);
    check('statement exact', place, [label.statement.start, label.statement.end], [found.statement.start, found.statement.end]);
    check('statement containing', place, true, found.statement.start <= label.statement.start && found.statement.end >= label.statement.end);
    check('subject', place, label.subject, found.subject);
    check('place', place, label.place, found.place);
    check('items', place, label.items ?? 0, items.get(place) ?? 0);
    check('property path', place, label.property && [label.property.root, label.property.path], found.property && [found.property.root, found.property.path]);
    if (label.property && found.property) check('role', place, label.property.role, found.property.role);
  }

  const key = ({ document, line, path }: { document: string; line: number; path: string }): string => `${document}:${line} ${path}`;
  const ambiguous = new Set(labels.properties.filter((property) => property.ambiguous).map(({ document, line }) => `${document}:${line}`));
  const wanted = new Map(labels.properties.filter((property) => !property.ambiguous).map((property) => [key(property), property]));
  const properties = new Map(extraction.properties.map((property) => [key(property), property]));
  const propertyDocuments = new Set(labels.properties.map(({ document }) => document));
  for (const [place, label] of wanted) {
    const found = properties.get(place);
    check('property recall', place, true, found !== undefined);
    if (!found) continue;
    check('property type', place, [label.type, label.typeWritten], [found.type, found.typeWritten]);
    check('property presence', place, [label.presence, label.presenceWritten], [found.presence, found.presenceWritten]);
  }
  for (const [place, { document, line }] of properties) {
    if (propertyDocuments.has(document) && !ambiguous.has(`${document}:${line}`)) check('property precision', place, true, wanted.has(place));
  }
  return { fields, disagreements };
}
