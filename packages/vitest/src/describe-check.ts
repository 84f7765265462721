import type { Ref } from '@specproof/model';
import type { CheckMeta } from './meta.ts';
import type { Needs } from './needs.ts';

/** What a check says of itself beside its refs and title. */
export interface CheckOptions {
  /** What the check does not show: of every ref, or by ref. Without it, a pass shows the whole requirement. */
  partial?: string | Readonly<Record<string, string>>;
  /** Where the text allows two meanings, the one that is taken. */
  reading?: string;
  /** Requirements of others that are taken for granted. */
  premises?: readonly Ref[];
  /** Without these, the check is inconclusive and its body does not run. */
  needs?: Needs;
  /** The permissions that `notApplicable` may name. */
  permits?: readonly Ref<'MAY'>[];
  /** A complete set: each of its members shows a part, all of them together the whole. */
  set?: string;
  /** It follows from a generated schema. */
  generated?: true;
  /** In milliseconds; Vitest's own where absent. */
  timeout?: number;
}

/** The metadata of the check called `name`. Throws where what it declares cannot be meant. */
export function describeCheck(name: string, refs: readonly Ref[], { partial, reading, premises = [], needs, permits = [], set, generated }: CheckOptions): CheckMeta {
  assertRefs(name, 'refs', refs);
  assertRefs(name, 'premises', premises);
  assertRefs(name, 'permits', permits);
  if (refs.length === 0) throw new Error(`${name || 'A check'}: a check names at least one ref`);
  const own = premises.find(({ ref }) => refs.some((other) => other.ref === ref));
  if (own) throw new Error(`${name}: \`premises\` names ${own.ref}, which is what it checks: take it out of one of the two`);
  const parts = typeof partial === 'string' ? Object.fromEntries(refs.map(({ ref }) => [ref, partial])) : partial;
  const strange = Object.keys(parts ?? {}).find((key) => !refs.some(({ ref }) => ref === key));
  if (strange !== undefined) throw new Error(`${name}: \`partial\` names ${strange}, which is not among its refs`);
  const empty = Object.entries({ reading, set, partial: Object.values(parts ?? {}).find(isBlank) }).find(([, text]) => text !== undefined && isBlank(text));
  if (empty !== undefined) throw new Error(`${name}: \`${empty[0]}\` says nothing`);
  return {
    refs: refs.map(({ ref }) => ref),
    ...(parts && { partial: { ...parts } }),
    ...(reading !== undefined && { reading }),
    ...(premises.length > 0 && { premises: premises.map(({ ref }) => ref) }),
    ...(permits.length > 0 && { permits: permits.map(({ ref }) => ref) }),
    ...(needs && { needs }),
    ...(set !== undefined && { set }),
    ...(generated && { generated }),
  };
}

/** Vitest does not check types: a ref that is dead or misspelt arrives as `undefined`. */
function assertRefs(name: string, list: string, refs: readonly (Ref | undefined)[]): void {
  const dead = refs.findIndex((ref) => typeof ref?.ref !== 'string');
  const which = refs.length > 1 ? `number ${dead + 1} of its ${refs.length} ${list}` : list === 'refs' ? 'its ref' : `the ref in its \`${list}\``;
  if (dead >= 0) throw new Error(`${name || 'A check'}: ${which} does not exist; it may be dead or misspelt, which tsc tells`);
  const twice = refs.find((ref, index) => refs.findIndex((other) => other?.ref === ref?.ref) !== index);
  if (twice) throw new Error(`${name}: ${twice.ref} is twice among its ${list}`);
}

const isBlank = (text: string): boolean => text.trim() === '';
