/** One line of a table; cells after the first are numbers, set flush right. */
export type Row = readonly [name: string, ...cells: string[]];

/** Lines of equal columns; `indent` stands before every line. */
export function formatTable(rows: readonly Row[], indent = ''): string[] {
  const widths = rows.reduce<number[]>((known, row) => row.map((cell, i) => Math.max(known[i] ?? 0, cell.length)), []);
  const padded = (row: Row): string => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart((widths[i] ?? 0) + 2))).join('');
  return rows.map((row) => `${indent}${padded(row)}`.trimEnd());
}
