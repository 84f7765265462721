import { describe, expect, test } from 'vitest';
import { readBenchmarks } from '../bench/benchmark.mjs';
import { holds, measure, spread } from '../bench/measure.mjs';
import { peakMemory } from '../bench/run-case.mjs';
import { comparisonTable, figureTable } from '../bench/table.mjs';

test('spread takes the middle and the ends', () => {
  expect(spread([3, 1, 2])).toEqual({ median: 2, min: 1, max: 3 });
  expect(spread([4, 1, 2, 3])).toEqual({ median: 2.5, min: 1, max: 4 });
  expect(spread([7])).toEqual({ median: 7, min: 7, max: 7 });
});

test('floor and subject take turns', async () => {
  const runs: string[] = [];
  const wait = () => new Promise((resolve) => setTimeout(resolve, 6));
  const record = (name: string) => ({ name, run: () => (runs.push(name), wait()) });
  const result = await measure({ name: 'turns', floor: record('a'), subject: record('b'), rounds: 3 }, 'turns.bench.ts');
  expect(runs.join('')).toBe('aabb' + 'ab'.repeat(3));
  expect(result).toMatchObject({ name: 'turns', rounds: 3, floor: { name: 'a' }, subject: { name: 'b' } });
  expect(result.holds).toBeUndefined();
});

test('a command that fails crashes its benchmark, with what it said', async () => {
  const subject = { name: 'broken', command: ['node', '-e', 'console.error("no tea"); process.exit(3)'] };
  await expect(measure({ name: 'x', subject }, 'x.bench.ts')).rejects.toThrow(/ended with 3\nno tea/);
});

test('the memory of a command is its own', async () => {
  const [little, much] = [await peakMemory(['node', '-e', '0']), await peakMemory(['node', '-e', 'Buffer.alloc(1e8, 1)'])];
  expect(much - little).toBeGreaterThan(80);
});

describe('a limit', () => {
  const ms = { median: 30, min: 20, max: 40 };
  const result = { name: 'x', rounds: 5, floor: { name: 'f', ms: { median: 10, min: 9, max: 11 } }, subject: { name: 's', ms, mb: 50 }, ratio: 3, msOverFloor: 20 };

  test.each([
    [{ ratio: 3 }, true],
    [{ ratio: 2.9 }, false],
    [{ msOverFloor: 20 }, true],
    [{ msOverFloor: 19 }, false],
    [{ ms: 30, mb: 50 }, true],
    [{ ms: 30, mb: 49 }, false],
  ])('%o holds: %s', (limit, expected) => {
    expect(holds(result, limit)).toBe(expected);
  });

  test('of something that was not measured is missed', () => {
    expect(holds({ ...result, ratio: undefined }, { ratio: 3 })).toBe(false);
  });

  test('is shown in the table', () => {
    expect(comparisonTable([{ ...result, limit: { ratio: 2 }, holds: false }])).toMatchInlineSnapshot(`
      "      floor   subject       min–max    ratio   over floor   memory   limit
      x   f 10 ms   s 30 ms   20 ms–40 ms   × 3.00        20 ms    50 MB     × 2   MISSED
      "
    `);
  });
});

test('figures are shown as a table of their own', () => {
  expect(figureTable('quality', { level: { precision: 1, recall: 0.98765 }, subject: { precision: 0.5 } })).toMatchInlineSnapshot(`
    "quality   precision   recall
    level             1   0.9877
    subject      0.5000
    "
  `);
});

test('what is no benchmark is refused by its file', () => {
  expect(() => readBenchmarks({ default: { name: 'x' } }, 'x.bench.ts')).toThrow(/^x\.bench\.ts: expected the default export to be benchmarks/);
  expect(() => readBenchmarks({}, 'x.bench.ts')).toThrow('found undefined');
});
