import type { Extraction, Registry } from '@specproof/model';

/** The words that stand at a place of one text, where they are at hand. */
export type TextAt = (place: { document: string; line: number; column: number }) => string | undefined;

const keyOf = ({ document, line, column }: { document: string; line: number; column: number }): string => `${document}\0${line}\0${column}`;

/** The statements of an extraction by their place; only of documents that are as `registered` has them, where that is given. */
export function textsByPlace(extraction: Extraction, registered?: Registry['versions'][number]): TextAt {
  const changed = new Set(registered && extraction.documents.filter(({ path, sha256 }) => registered.documents[path] !== sha256).map(({ path }) => path));
  const texts = new Map(extraction.requirements.filter(({ document }) => !changed.has(document)).map((requirement) => [keyOf(requirement), requirement.text]));
  return (place) => texts.get(keyOf(place));
}

export const noTexts: TextAt = () => undefined;
