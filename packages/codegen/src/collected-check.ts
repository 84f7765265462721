import type { TargetKind } from '@specproof/model';

/** A check as `collectSuite` of `@specproof/vitest` gives it, as far as it matters here. */
export interface CollectedCheck {
  readonly file: string;
  readonly line: number | undefined;
  /** Outermost first. */
  readonly titles: readonly string[];
  readonly meta: {
    readonly refs: readonly string[];
    readonly stub?: true;
    /** What it does not show, by ref. */
    readonly partial?: Readonly<Record<string, string>>;
    /** The complete set it is a member of. */
    readonly set?: string;
    /** What it runs against. */
    readonly target?: TargetKind;
  };
}

/** The checks of each ref; a stub is none. */
export function checksByRef(checks: readonly CollectedCheck[]): ReadonlyMap<string, readonly CollectedCheck[]> {
  const byRef = new Map<string, CollectedCheck[]>();
  for (const check of checks) {
    if (check.meta.stub) continue;
    for (const ref of new Set(check.meta.refs)) byRef.set(ref, [...(byRef.get(ref) ?? []), check]);
  }
  return byRef;
}
