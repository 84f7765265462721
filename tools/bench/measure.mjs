// @ts-check
import { peakMemory, time } from './run-case.mjs';

/** Rounds stop when both are reached: enough of them to take a median, and enough time spent. */
const least = { rounds: 5, ms: 3000 };
const most = { rounds: 25 };

/**
 * @typedef {{ median: number, min: number, max: number }} Spread
 * @typedef {{ name: string, ms: Spread, mb?: number }} Measured
 * @typedef {{
 *   name: string, rounds: number, floor?: Measured, subject: Measured, ratio?: number, msOverFloor?: number,
 *   limit?: import('./benchmark.mjs').Limit, holds?: boolean
 * }} Result
 */

/**
 * Measures floor and subject in turns.
 * @param {import('./benchmark.mjs').Comparison} benchmark
 * @param {string} file the module it comes from
 * @returns {Promise<Result>}
 */
export async function measure(benchmark, file) {
  const { name, floor, subject, limit } = benchmark;
  /** @type {{ floor: number, subject: number }[]} */
  const rounds = [];
  const repeats = { floor: floor ? await warmUp(floor) : 1, subject: await warmUp(subject) };
  const start = performance.now();
  const isEnough = () =>
    benchmark.rounds === undefined
      ? rounds.length >= most.rounds || (rounds.length >= least.rounds && performance.now() - start >= least.ms)
      : rounds.length >= benchmark.rounds;
  while (!isEnough()) {
    rounds.push({
      floor: floor ? await average(floor, repeats.floor) : Number.NaN,
      subject: await average(subject, repeats.subject),
    });
  }
  const memory = async (/** @type {'floor' | 'subject'} */ role) => {
    const it = benchmark[role];
    if (it === undefined || !(benchmark.memory || limit?.mb !== undefined)) return undefined;
    return peakMemory('command' in it ? it.command : ['node', 'tools/bench/run-once.mjs', file, name, role]);
  };
  // Differences within a round are steadier than those of medians on a busy machine.
  const result = {
    name,
    rounds: rounds.length,
    ...(floor && {
      floor: { name: floor.name, ms: spread(rounds.map((round) => round.floor)), mb: await memory('floor') },
      ratio: spread(rounds.map((round) => round.subject / round.floor)).median,
      msOverFloor: spread(rounds.map((round) => round.subject - round.floor)).median,
    }),
    subject: { name: subject.name, ms: spread(rounds.map((round) => round.subject)), mb: await memory('subject') },
    limit,
  };
  return { ...result, holds: limit && holds(result, limit) };
}

/**
 * Whether a result keeps within a limit.
 * @param {Result} result
 * @param {import('./benchmark.mjs').Limit} limit
 */
export const holds = ({ ratio, msOverFloor, subject }, limit) =>
  [
    [ratio, limit.ratio],
    [msOverFloor, limit.msOverFloor],
    [subject.ms.median, limit.ms],
    [subject.mb, limit.mb],
  ].every(([found, allowed]) => allowed === undefined || (found !== undefined && found <= allowed));

/**
 * Median and extremes.
 * @param {readonly number[]} values at least one
 * @returns {Spread}
 */
export function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
  return { median, min: sorted[0], max: sorted[sorted.length - 1] };
}

// The first runs pay for compiling; what is too short for the clock is run several times per round.
async function warmUp(/** @type {import('./benchmark.mjs').Case} */ it) {
  await time(it);
  const ms = await time(it);
  return 'command' in it ? 1 : Math.max(1, Math.ceil(5 / Math.max(ms, 0.001)));
}

async function average(/** @type {import('./benchmark.mjs').Case} */ it, /** @type {number} */ repeats) {
  let sum = 0;
  for (let i = 0; i < repeats; i++) sum += await time(it);
  return sum / repeats;
}
