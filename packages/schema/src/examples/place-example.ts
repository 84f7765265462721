import { compareIds } from '@specproof/model';
import type { PropertyRow } from '../drift/property-row.ts';
import { joinStep, stepsOf } from '../drift/property-path.ts';

/** Where a property is defined in the text. */
export interface DefinedProperty {
  readonly document: string;
  readonly line: number;
  readonly root: string;
  readonly path: string;
}

/** What a code block shows: the object at `path` of documents of `root`. */
export interface ExamplePlace {
  readonly root: string;
  readonly path: string;
}

export interface PlaceInput {
  readonly document: string;
  readonly line: number;
  readonly names: readonly string[];
  /** Whether the block has the braces of the object. */
  readonly braces: boolean;
  readonly properties: readonly DefinedProperty[];
  readonly rows: ReadonlyMap<string, readonly PropertyRow[]>;
}

/** The object whose properties an example's names are most likely to be; `undefined` where no name is known anywhere. */
export function placeExample({ document, line, names, braces, properties, rows }: PlaceInput): ExamplePlace | undefined {
  const here = properties.filter((property) => property.document === document);
  const before = here.filter((property) => property.line < line);
  const ranked = [...rows].flatMap(([root, own]) => {
    const paths = new Set(own.map(({ path }) => path));
    return ['', ...own.map(({ path }) => path)].filter((path, index, all) => all.indexOf(path) === index).map((path) => {
      const known = names.map((name) => joinStep(path, `.${name}`)).filter((below) => paths.has(below));
      const about = (list: readonly DefinedProperty[]): number[] => list.filter((property) => property.root === root && known.some((below) => isAtOrBelow(property.path, below))).map((property) => property.line);
      return {
        place: { root, path },
        // All names known first, then what the text has just spoken of, then the shortest way.
        rank: [known.length, Math.max(0, ...about(before)), about(here).length > 0 ? 1 : 0, here.some((property) => property.root === root) ? 1 : 0, braces && path === '' ? 1 : 0, -stepsOf(path).length],
        known: known.length,
      };
    });
  });
  const best = ranked.filter(({ known }) => known > 0).sort((a, b) => compareRanks(b.rank, a.rank) || compareIds(a.place.root, b.place.root) || compareIds(a.place.path, b.place.path))[0];
  return best?.place;
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) if (value !== b[index]) return value - (b[index] ?? 0);
  return 0;
}

function isAtOrBelow(path: string, above: string): boolean {
  const [steps, prefix] = [stepsOf(path), stepsOf(above)];
  return prefix.every((step, index) => step === steps[index]);
}
