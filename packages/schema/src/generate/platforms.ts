import type { Case } from '@specproof/model';
import type { SeenCase } from './conditions.ts';
import type { DefinedDocument } from './defined-document.ts';

/** Decides cases that name platforms; `undefined` where they do not hold, or where a document does not show whether they do. */
export type Decide = (cases: readonly Case[]) => SeenCase[] | undefined;

/** By the platform given, or else by the fields that tell it. */
export function platformDecider({ properties, paths }: DefinedDocument, platform: string | undefined): Decide {
  /** Fields that only documents for a platform have, by platform. */
  const tells = new Map<string, string>();
  for (const path of paths) for (const rule of properties[path]?.rules ?? []) if (rule.kind === 'platform') tells.set(rule.platform, path);

  /** Whether a platform's field has to be there on that platform. */
  const mustTell = (name: string): boolean =>
    properties[tells.get(name) ?? '']?.rules?.some(({ kind, when = [] }) => kind === 'required' && when.length === 1 && when[0]?.kind === 'platform' && when[0].platforms.includes(name)) === true;

  const isGiven = ({ platforms, not }: Extract<Case, { kind: 'platform' }>): SeenCase[] | undefined => (platforms.includes(platform ?? '') === (not === true) ? undefined : []);

  const isSeen = ({ platforms, not }: Extract<Case, { kind: 'platform' }>): SeenCase[] | undefined => {
    const fields = platforms.flatMap((name) => tells.get(name) ?? []);
    if (fields.length < platforms.length) return undefined;
    // that it is none of these platforms shows only where each of them would show
    if (not) return platforms.every(mustTell) ? fields.map((path) => ({ kind: 'present', path, not: true })) : undefined;
    const [path] = fields;
    if (fields.length > 1 || path === undefined) return undefined;
    // with the fields of two platforms, a document shows neither
    const others = [...tells.values()].filter((other) => other !== path).sort();
    return [{ kind: 'present', path }, ...(others.length > 0 ? [{ kind: 'absent', paths: others } as const] : [])];
  };

  return (cases) => {
    const decided = cases.map((one): SeenCase[] | undefined => (one.kind !== 'platform' ? [one] : platform === undefined ? isSeen(one) : isGiven(one)));
    return decided.includes(undefined) ? undefined : decided.flatMap((one) => one ?? []);
  };
}
