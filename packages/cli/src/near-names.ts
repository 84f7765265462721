/** The names nearest to what was typed, best first; empty where none is near. */
export function nearNames(typed: string, names: Iterable<string>, limit = 3): string[] {
  const wanted = typed.toLowerCase();
  const reach = Math.max(2, Math.floor(typed.length / 3));
  return [...names]
    .map((name) => ({ name, distance: distance(wanted, name.toLowerCase(), reach) }))
    .filter((candidate) => candidate.distance <= reach)
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, limit)
    .map(({ name }) => name);
}

/** ` Did you mean …?`, or nothing. */
export function suggestion(typed: string, names: Iterable<string>): string {
  const near = nearNames(typed, names);
  return near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`;
}

/** Letters to put in, take out or replace; more than `reach` is not counted out. */
function distance(a: string, b: string, reach: number): number {
  if (b.startsWith(a) && a.length > 1) return 1;
  if (Math.abs(a.length - b.length) > reach) return reach + 1;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
