import type { Ref, TargetKind } from '@specproof/model';
import type { CheckRun } from './meta.ts';
import type { RunInput } from './run-input.ts';

/** The refs that a check of targets of the kind `asked` has to judge in a run, or why there are none. Where checks are only collected, nothing is judged. */
export function judgedRefs(refs: readonly Ref[], asked: TargetKind | undefined, input: RunInput | undefined): CheckRun {
  if (input === undefined) return { state: 'ready', refs: [] };
  const inForce = refs.filter((ref) => isInForce(ref, input));
  const judged = inForce.filter((ref) => isAboutTarget(ref, input));
  const { kind } = input.target;
  if (inForce.length > 0 && asked !== undefined && asked !== kind) return { state: 'not-selected', reason: otherKind(asked, kind) };
  if (judged.length > 0) return { state: 'ready', refs: judged.map(({ ref }) => ref) };
  if (inForce.length === 0) return { state: 'not-in-force', reason: `none of its refs is in force in ${input.spec.id} ${input.spec.version}` };
  const subjects = [...new Set(inForce.map(({ subject }) => subject))].join(', ');
  return { state: 'not-selected', reason: `it is about the subject ${subjects}, not about a target of the kind ${kind}` };
}

/** Why a check does not run that asks for another kind of target than the run has. */
export const otherKind = (asked: TargetKind, kind: TargetKind): string => `it is about a target of the kind ${asked}, this one is of the kind ${kind}`;

const isInForce = ({ id, versions }: Ref, { spec }: RunInput): boolean => versions.includes(spec.version) && (spec.prefix === undefined || id.startsWith(`${spec.prefix}/`));

const isAboutTarget = ({ subject }: Ref, { spec: { targets }, target }: RunInput): boolean => targets === undefined || (Object.hasOwn(targets, subject) && targets[subject] === target.kind);
