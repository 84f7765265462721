import type { Registry } from '@specproof/model';

/** A change that nobody has judged yet. */
export interface Unsettled {
  id: string;
  version: string;
}

/** All unsettled changes of a registry, ordered by id, then by registration. */
export const unsettledChanges = ({ versions, requirements }: Registry): Unsettled[] =>
  Object.entries(requirements).flatMap(([id, requirement]) =>
    versions.filter(({ version }) => requirement.versions[version]?.change?.unsettled).map(({ version }) => ({ id, version })),
  );

/** The lines to type to settle them; `editorial` are the ids whose change seems to be one of words only. */
export function reviewLines(unsettled: readonly Unsettled[], editorial: ReadonlySet<string>): string[] {
  const line = ({ id, version }: Unsettled, verdict: string): string => {
    const isAlone = unsettled.filter((other) => other.id === id).length === 1;
    return `specproof review ${id}${isAlone ? '' : ` --version ${version}`} ${verdict}`;
  };
  return [
    ...unsettled.filter(({ id }) => editorial.has(id)).map((change) => line(change, '--editorial')),
    ...unsettled.filter(({ id }) => !editorial.has(id)).map((change) => line(change, "--accept --reason '…'")),
  ];
}
