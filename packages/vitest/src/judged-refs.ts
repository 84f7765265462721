import type { Ref } from '@specproof/model';
import type { CheckRun } from './meta.ts';
import type { RunInput } from './run-input.ts';

/** The refs a check has to judge in a run, or why there are none. Where checks are only collected, nothing is judged. */
export function judgedRefs(refs: readonly Ref[], input: RunInput | undefined): CheckRun {
  if (input === undefined) return { state: 'ready', refs: [] };
  const inForce = refs.filter((ref) => isInForce(ref, input));
  const judged = inForce.filter((ref) => isAboutTarget(ref, input));
  if (judged.length > 0) return { state: 'ready', refs: judged.map(({ ref }) => ref) };
  if (inForce.length === 0) return { state: 'not-in-force', reason: `none of its refs is in force in ${input.spec.id} ${input.spec.version}` };
  const subjects = [...new Set(inForce.map(({ subject }) => subject))].join(', ');
  return { state: 'not-selected', reason: `it is about the subject ${subjects}, not about a target of the kind ${input.target.kind}` };
}

const isInForce = ({ id, versions }: Ref, { spec }: RunInput): boolean => versions.includes(spec.version) && (spec.prefix === undefined || id.startsWith(`${spec.prefix}/`));

const isAboutTarget = ({ subject }: Ref, { spec: { targets }, target }: RunInput): boolean => targets === undefined || (Object.hasOwn(targets, subject) && targets[subject] === target.kind);
