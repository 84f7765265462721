/** One line of a table: a name, then figures set flush right, then what stands behind them. */
export interface Row {
  name: string;
  figures: readonly string[];
  remark?: string | undefined;
}

/** Lines of equal columns. */
export function formatTable(rows: readonly Row[]): string[] {
  const widest = (cells: readonly string[]): number => Math.max(0, ...cells.map((cell) => cell.length));
  const name = widest(rows.map((row) => row.name));
  const columns = Math.max(0, ...rows.map(({ figures }) => figures.length));
  const widths = Array.from({ length: columns }, (_, i) => widest(rows.map(({ figures }) => figures[i] ?? '')));
  return rows.map((row) => {
    const figures = widths.map((width, i) => `  ${(row.figures[i] ?? '').padStart(width)}`).join('');
    return `${row.name.padEnd(name)}${figures}${row.remark === undefined ? '' : `  ${row.remark}`}`.trimEnd();
  });
}
