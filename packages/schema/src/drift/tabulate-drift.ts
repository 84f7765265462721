import type { Difference, DifferenceSide } from './difference.ts';

/** Titles of the columns of {@link tabulateDrift}. */
export const driftColumns = ['property', 'differs in', 'prose', 'official', 'stricter', 'known as'] as const;

/** The place of a side as people look it up: the text where it is known, else the line of the schema. */
export const placeOfSide = ({ defined, file, line, pointer }: DifferenceSide): string => defined ?? (line === undefined ? `${file}#${pointer}` : `${file}:${line}`);

/** One row per difference, for whoever prints tables. */
export const tabulateDrift = (differences: readonly Difference[]): string[][] =>
  differences.map(({ root, path, kind, prose, official, stricter, recorded }) => [
    path === '' ? root : `${root}: ${path}`,
    kind,
    prose === undefined ? '-' : `${prose.says} (${placeOfSide(prose)})`,
    official === undefined ? '-' : `${official.says} (${placeOfSide(official)})`,
    stricter,
    recorded?.cause ?? 'new',
  ]);
