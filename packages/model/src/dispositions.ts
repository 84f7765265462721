/** Why a ref has no check. */
export const dispositionKinds = ['platform', 'not-observable', 'extension', 'defect', 'waived'] as const;
export type DispositionKind = (typeof dispositionKinds)[number];

/** Which refs a rule is about: those that meet every condition given. */
export interface RefRule {
  /** The ref's own platforms are all among these. */
  platforms?: string[];
  subject?: string;
  document?: string;
  /** Slug of a section. */
  section?: string;
  /** Root and path of a property, `config.linux.seccomp`; what lies below it is meant as well. */
  property?: string;
}

/** By rule, so that a new version needs no new entry, or ref by ref; one of the two. */
interface ByRuleOrRefs {
  where?: RefRule;
  refs?: string[];
  reason: string;
}

/** A judgement of single meanings: it turns suspect when one of them changes. */
interface ByRefs {
  refs: string[];
  reason: string;
}

export type Disposition =
  /** About a platform that no target of ours runs on. */
  | (ByRuleOrRefs & { kind: 'platform' })
  /** Binds later or other specs, no product. */
  | (ByRuleOrRefs & { kind: 'extension' })
  /** Nothing that a check can see tells whether it holds; names the observations that were tried or considered. */
  | (ByRefs & { kind: 'not-observable'; tried: string[] })
  /** The text contradicts itself or says nothing testable; `upstream` is where that was reported. */
  | (ByRefs & { kind: 'defect'; upstream: string })
  /** Let pass until the day given, `YYYY-MM-DD`. */
  | (ByRefs & { kind: 'waived'; owner: string; expires: string });

/** `specs/<id>/dispositions.json` */
export interface Dispositions {
  schemaVersion: 1;
  spec: string;
  dispositions: Disposition[];
}
