import type { Effect, Level, RegisteredChange, RegisteredText } from '@specproof/model';

const strength = { MUST: 2, 'MUST NOT': 2, SHOULD: 1, 'SHOULD NOT': 1, MAY: 0 } as const satisfies Record<Level, number>;
const isNegative = (level: Level): boolean => level.endsWith('NOT');

/** What changed between two wordings, as far as it shows without the words: a guess until somebody judges it. */
export function classifyChange(from: RegisteredText, to: RegisteredText): Pick<RegisteredChange, 'class' | 'effect'> {
  if (from.level !== to.level) return { class: 'level', effect: levelEffect(from.level, to.level) };
  if (from.fingerprint.condition !== to.fingerprint.condition) {
    return { class: 'condition', effect: conditionEffect(from, to) };
  }
  return { class: 'reworded', effect: 'different' };
}

function levelEffect(from: Level, to: Level): Effect {
  // Between an obligation and its contrary neither is the stricter one; a permission has no contrary.
  const contrary = isNegative(from) !== isNegative(to) && from !== 'MAY' && to !== 'MAY';
  if (contrary || strength[from] === strength[to]) return 'different';
  return strength[from] < strength[to] ? 'stricter' : 'looser';
}

function conditionEffect(from: RegisteredText, to: RegisteredText): Effect {
  const added = from.fingerprint.condition === undefined;
  const removed = to.fingerprint.condition === undefined;
  if (added === removed) return 'different';
  // A condition narrows an obligation, which loosens it, and narrows a permission, which does not.
  return added === (to.level === 'MAY') ? 'stricter' : 'looser';
}

/** What a requirement that comes asks of those who have to act. */
export const addedEffect = (level: Level): Effect => (level === 'MAY' ? 'looser' : 'stricter');

/** The effect of the same change made backwards. */
export const invertEffect = (effect: Effect): Effect =>
  effect === 'stricter' ? 'looser' : effect === 'looser' ? 'stricter' : effect;
