// @ts-check

/**
 * Lays rows out in columns; the first column is aligned left, the others right.
 * @param {readonly (readonly string[])[]} rows
 */
export function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('   '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

const head = ['', 'floor', 'subject', 'min–max', 'ratio', 'over floor', 'memory', 'limit', ''];

/**
 * The table of all comparisons.
 * @param {readonly import('./measure.mjs').Result[]} results
 */
export const comparisonTable = (results) =>
  table([
    head,
    ...results.map(({ name, floor, subject, ratio, msOverFloor, limit, holds }) => [
      name,
      floor ? `${floor.name} ${ms(floor.ms.median)}` : '',
      `${subject.name} ${ms(subject.ms.median)}`,
      `${ms(subject.ms.min)}–${ms(subject.ms.max)}`,
      ratio === undefined ? '' : `× ${ratio.toFixed(2)}`,
      msOverFloor === undefined ? '' : ms(msOverFloor),
      subject.mb === undefined ? '' : `${subject.mb.toFixed(0)} MB`,
      limit ? writeLimit(limit) : '',
      holds === undefined ? '' : holds ? 'holds' : 'MISSED',
    ]),
  ]);

/**
 * Figures as a table of their own.
 * @param {string} name
 * @param {import('./benchmark.mjs').FigureTable} figures
 */
export function figureTable(name, figures) {
  const columns = [...new Set(Object.values(figures).flatMap((row) => Object.keys(row)))];
  const cell = (/** @type {number | string | undefined} */ value) =>
    typeof value === 'number' && !Number.isInteger(value) ? value.toFixed(4) : String(value ?? '');
  return table([[name, ...columns], ...Object.entries(figures).map(([row, cells]) => [row, ...columns.map((column) => cell(cells[column]))])]);
}

const ms = (/** @type {number} */ value) => (value >= 1000 ? `${(value / 1000).toFixed(2)} s` : `${value.toFixed(value < 10 ? 2 : 0)} ms`);

const writeLimit = (/** @type {import('./benchmark.mjs').Limit} */ { ratio, msOverFloor, ms: alone, mb }) =>
  [
    ratio === undefined ? [] : [`× ${ratio}`],
    msOverFloor === undefined ? [] : [`${ms(msOverFloor)} over`],
    alone === undefined ? [] : [ms(alone)],
    mb === undefined ? [] : [`${mb} MB`],
  ]
    .flat()
    .join(', ');
