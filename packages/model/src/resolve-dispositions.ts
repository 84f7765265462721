import type { Disposition, DispositionKind, Dispositions, RefRule } from './dispositions.ts';
import { parseRef } from './ids.ts';
import { refsOf } from './ref.ts';
import type { RegisteredRef } from './ref.ts';
import type { Registry } from './registry.ts';

/** What is wrong with an entry; `entry` counts from 0 in the file. */
export type DispositionProblem =
  | { kind: 'rule-without-match'; entry: number }
  | { kind: 'unknown-ref'; entry: number; ref: string }
  /** Two entries of different kinds are about one ref; `other` is the earlier of them. */
  | { kind: 'conflict'; entry: number; other: number; ref: string }
  /** The requirement means something else in the newest version, and nobody has judged that: `inForce`. */
  | { kind: 'suspect'; entry: number; ref: string; inForce: string }
  | { kind: 'expired'; entry: number; expires: string };

export interface ResolvedDispositions {
  /** Keyed by ref, in the order of the registry. */
  byRef: ReadonlyMap<string, Disposition>;
  problems: DispositionProblem[];
}

export interface ResolveDispositionsOptions {
  /** Today, `YYYY-MM-DD`: what has expired by then counts for nothing. Nothing expires where it is absent. */
  today?: string;
}

/** Finds the disposition of every ref that has one. Where several entries agree on the kind, the first one counts. */
export function resolveDispositions(registry: Registry, { dispositions }: Dispositions, { today }: ResolveDispositionsOptions = {}): ResolvedDispositions {
  const refs = refsOf(registry);
  const known = new Set(refs.map(({ ref }) => ref));
  const problems: DispositionProblem[] = [];
  const entryOf = new Map<string, number>();
  for (const [entry, disposition] of dispositions.entries()) {
    if (disposition.kind === 'waived' && today !== undefined && disposition.expires < today) {
      problems.push({ kind: 'expired', entry, expires: disposition.expires });
      continue;
    }
    for (const ref of namedRefs(disposition)) if (!known.has(ref)) problems.push({ kind: 'unknown-ref', entry, ref });
    const matched = refs.filter((ref) => isAbout(disposition, ref));
    if (matched.length === 0 && ruleOf(disposition)) problems.push({ kind: 'rule-without-match', entry });
    for (const { ref } of matched) {
      const other = entryOf.get(ref);
      if (other === undefined) entryOf.set(ref, entry);
      else if (dispositions[other]?.kind !== disposition.kind) problems.push({ kind: 'conflict', entry, other, ref });
    }
  }
  problems.push(...suspects(registry, refs, dispositions, entryOf));
  return { byRef: new Map(refs.flatMap(({ ref }) => entryFor(ref, entryOf, dispositions))), problems };
}

function entryFor(ref: string, entryOf: ReadonlyMap<string, number>, dispositions: readonly Disposition[]): [string, Disposition][] {
  const disposition = dispositions[entryOf.get(ref) ?? -1];
  return disposition ? [[ref, disposition]] : [];
}

/** What was judged in a meaning that the newest version has replaced. */
function suspects({ versions }: Registry, refs: readonly RegisteredRef[], dispositions: readonly Disposition[], entryOf: ReadonlyMap<string, number>): DispositionProblem[] {
  const newest = versions.at(-1)?.version ?? '';
  const current = new Map(refs.filter((ref) => ref.versions.includes(newest)).map(({ id, ref }) => [id, ref]));
  const named = dispositions.flatMap((disposition, entry) => namedRefs(disposition).map((ref) => ({ entry, ref })));
  return named.flatMap(({ entry, ref }) => {
    const inForce = current.get(parseRef(ref)?.id ?? '');
    const isJudged = inForce === undefined || inForce === ref || entryOf.has(inForce);
    return isJudged || entryOf.get(ref) !== entry ? [] : [{ kind: 'suspect', entry, ref, inForce }];
  });
}

const ruleOf = (disposition: Disposition): RefRule | undefined => ('where' in disposition ? disposition.where : undefined);
const namedRefs = (disposition: Disposition): readonly string[] => disposition.refs ?? [];

function isAbout(disposition: Disposition, ref: RegisteredRef): boolean {
  const rule = ruleOf(disposition);
  return rule ? meets(rule, ref) : namedRefs(disposition).includes(ref.ref);
}

const meets = ({ platforms, subject, document, section, property }: RefRule, ref: RegisteredRef): boolean =>
  (platforms === undefined || (ref.platforms !== undefined && ref.platforms.every((platform) => platforms.includes(platform)))) &&
  (subject === undefined || subject === ref.subject) &&
  (document === undefined || document === ref.document) &&
  (section === undefined || section === ref.section) &&
  (property === undefined || isBelow(ref, property));

function isBelow({ property }: RegisteredRef, prefix: string): boolean {
  if (property === undefined) return false;
  const full = [property.root, ...(property.path === '' ? [] : [property.path])].join('.');
  return full === prefix || full.startsWith(`${prefix}.`) || full.startsWith(`${prefix}[`);
}

/** One line about a problem: the entry, what is wrong with it, and what to do. */
export function describeDispositionProblem(problem: DispositionProblem, { dispositions }: Dispositions): string {
  return `/dispositions/${problem.entry}: ${say(problem, (entry) => dispositions[entry]?.kind)}`;
}

function say(problem: DispositionProblem, kindOf: (entry: number) => DispositionKind | undefined): string {
  switch (problem.kind) {
    case 'rule-without-match':
      return 'the rule matches no requirement of any version. Correct it, or take it out';
    case 'unknown-ref':
      return `there is no ${problem.ref}. Correct it, or take it out`;
    case 'conflict':
      return `${problem.ref} is ${kindOf(problem.entry)} here and ${kindOf(problem.other)} in /dispositions/${problem.other}. Decide for one`;
    case 'suspect':
      return `${problem.ref} means something else by now: judge ${problem.inForce}, then list it here as well or write a check for it`;
    case 'expired':
      return `expired on ${problem.expires}. Decide anew`;
    default:
      throw new TypeError(`Unknown problem ${problem satisfies never}`);
  }
}
