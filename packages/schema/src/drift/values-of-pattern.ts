/** The values of a pattern that only lists some: `^[ab]$`, `^(a|b)$`; `undefined` for any other. */
export function valuesOfPattern(pattern: string): string[] | undefined {
  const [, letters] = /^\^\[([A-Za-z0-9]+)\]\$$/u.exec(pattern) ?? [];
  if (letters !== undefined) return [...new Set(letters)];
  const [, words] = /^\^\((?:\?:)?([\w|-]+)\)\$$/u.exec(pattern) ?? [];
  return words?.split('|');
}
