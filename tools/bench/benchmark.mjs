// @ts-check

/**
 * What is measured: a function in this process, or a command in its own, run in the checkout's folder.
 * @typedef {{ name: string, run: () => unknown }} FunctionCase
 * @typedef {{ name: string, command: readonly string[] }} CommandCase
 * @typedef {FunctionCase | CommandCase} Case
 */

/**
 * What must hold of the subject: its time as a multiple of the floor's, its time over the floor's,
 * its time alone, its peak memory.
 * @typedef {{ ratio?: number, msOverFloor?: number, ms?: number, mb?: number }} Limit
 */

/**
 * One comparison. Floor and subject take turns, so that what else the machine does hits both.
 * @typedef {{ name: string, floor?: Case, subject: Case, limit?: Limit, rounds?: number, memory?: boolean }} Comparison
 */

/**
 * Figures that are no times, such as precision and recall.
 * @typedef {{ name: string, figures: () => FigureTable | Promise<FigureTable> }} Figures
 * @typedef {Record<string, Record<string, number | string>>} FigureTable rows by name, each with its columns
 */

/** @typedef {Comparison | Figures} Benchmark */

/**
 * The benchmarks a module exports by default: one, or several.
 * @param {{ default?: unknown }} module
 * @param {string} file named when something is wrong
 * @returns {Benchmark[]}
 */
export function readBenchmarks(module, file) {
  const all = [module.default].flat();
  for (const one of all) {
    const { name, subject, floor, figures } = /** @type {Partial<Comparison & Figures>} */ (one ?? {});
    const isCase = (/** @type {any} */ it) => typeof it?.name === 'string' && (typeof it.run === 'function' || Array.isArray(it.command));
    const well = typeof name === 'string' && (typeof figures === 'function' || (isCase(subject) && (floor === undefined || isCase(floor))));
    if (!well) throw new Error(`${file}: expected the default export to be benchmarks, each { name, floor?, subject, limit? } or { name, figures }, found ${JSON.stringify(one)}`);
  }
  return /** @type {Benchmark[]} */ (all);
}
