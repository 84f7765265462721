import type { Extraction, FingerprintParts, Registry } from '@specproof/model';

/** A statement as a person reads it, and the words that it is compared by. */
export interface StatementText {
  text: string;
  parts: FingerprintParts;
}

/** What stands at a place of one text, where that text is at hand. */
export type TextAt = (place: { document: string; line: number; column: number }) => StatementText | undefined;

const keyOf = ({ document, line, column }: { document: string; line: number; column: number }): string => `${document}\0${line}\0${column}`;

/** The statements of an extraction by their place; only of documents that are as `registered` has them, where that is given. */
export function textsByPlace(extraction: Extraction, registered?: Registry['versions'][number]): TextAt {
  const changed = new Set(registered && extraction.documents.filter(({ path, sha256 }) => registered.documents[path] !== sha256).map(({ path }) => path));
  const texts = new Map(extraction.requirements.filter(({ document }) => !changed.has(document)).map((requirement) => [keyOf(requirement), requirement]));
  return (place) => texts.get(keyOf(place));
}

export const noTexts: TextAt = () => undefined;
