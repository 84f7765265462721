import type { RegisteredRef, Spec, TargetKind } from '@specproof/model';

/** A check as `collectSuite` of `@specproof/vitest` gives it, as far as it matters here. */
export interface CollectedCheck {
  readonly file: string;
  readonly line: number | undefined;
  /** Outermost first. */
  readonly titles: readonly string[];
  /** What it, or a group around it, says; it runs where absent. */
  readonly mode?: 'run' | 'skip' | 'todo';
  readonly meta: {
    readonly refs: readonly string[];
    readonly stub?: true;
    /** Left out while it is being worked on. */
    readonly skip?: true;
    /** What it does not show, by ref. */
    readonly partial?: Readonly<Record<string, string>>;
    /** The complete set it is a member of. */
    readonly set?: string;
    /** What it runs against. */
    readonly target?: TargetKind;
  };
}

/** The checks of each ref that run against some target; a stub is none, nor is what is left out. */
export function checksByRef(checks: readonly CollectedCheck[]): ReadonlyMap<string, readonly CollectedCheck[]> {
  const byRef = new Map<string, CollectedCheck[]>();
  for (const check of checks) {
    const { meta, mode = 'run' } = check;
    if (meta.stub || meta.skip || mode !== 'run') continue;
    for (const ref of new Set(meta.refs)) byRef.set(ref, [...(byRef.get(ref) ?? []), check]);
  }
  return byRef;
}

/** The kind of target that `ref` is about, where the spec says it. */
export const targetOf = ({ subject }: RegisteredRef, { targets = {} }: Spec): TargetKind | undefined => (Object.hasOwn(targets, subject) ? targets[subject] : undefined);

/** Whether a check never runs for `ref`: it asks for another kind of target than the one that the ref is about. */
export function asksForAnother({ meta }: CollectedCheck, ref: RegisteredRef, spec: Spec): boolean {
  const wanted = targetOf(ref, spec);
  return wanted !== undefined && meta.target !== undefined && meta.target !== wanted;
}
