/** `1 change`, `2 changes`. */
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** `MUST 3, MAY 1`: how often each value occurs, in the order of `order`, then of first occurrence. */
export function tally<T extends string>(values: Iterable<T>, order: readonly T[] = []): { value: T; n: number }[] {
  const counts = new Map<T, number>(order.map((value) => [value, 0]));
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].filter(([, n]) => n > 0).map(([value, n]) => ({ value, n }));
}
