import { parseRef } from './ids.ts';
import type { Level } from './keyword.ts';
import type { Ref } from './ref.ts';

/** One line of a generated `refs.ts`: in force from one version on, or in those listed. */
export type RefRow = readonly [level: Level, subject: string, inForce: string | readonly string[]];

/** Keyed by ref. */
export type RefTable = Readonly<Record<string, RefRow>>;

/** The refs of a table, keyed by themselves. `Texts` gives those it knows a comment, and never adds one. */
export type Refs<Table extends RefTable, Texts = object> = {
  readonly [K in keyof Table]: Ref<Table[K][0], Table[K][1]>;
} & Pick<Texts, keyof Texts & keyof Table>;

/** The refs that a generated table stands for; `versions` in the order they were registered. */
export function expandRefs<Table extends RefTable>(versions: readonly string[], table: Table): Refs<Table> {
  const refs = Object.entries(table).map(([ref, row]): [string, Ref] => [ref, expand(versions, ref, row)]);
  return Object.fromEntries(refs) as unknown as Refs<Table>;
}

function expand(versions: readonly string[], ref: string, [level, subject, inForce]: RefRow): Ref {
  const parts = parseRef(ref);
  if (!parts) throw new RangeError(`${ref} is no ref`);
  return { ref, ...parts, level, subject, versions: typeof inForce === 'string' ? versions.slice(versions.indexOf(inForce)) : inForce };
}
