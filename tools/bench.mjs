// @ts-check
// Measures packages/*/bench/*.bench.ts and checks/bench/*.bench.ts. No timed test: a missed limit is shown, and only a crash fails.
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readBenchmarks } from './bench/benchmark.mjs';
import { importSource } from './bench/import-source.mjs';
import { measure } from './bench/measure.mjs';
import { comparisonTable, figureTable } from './bench/table.mjs';
import { root } from './setup.mjs';

const { filter, json } = readOptions();

const files = readdirSync(path.join(root, 'packages'))
  .map((name) => `packages/${name}/bench`)
  .concat('checks/bench')
  .filter((folder) => existsSync(path.join(root, folder)))
  .flatMap((folder) => readdirSync(path.join(root, folder)).sort().map((name) => `${folder}/${name}`))
  .filter((file) => file.endsWith('.bench.ts'));

/** @type {import('./bench/measure.mjs').Result[]} */
const comparisons = [];
/** @type {{ name: string, figures: import('./bench/benchmark.mjs').FigureTable }[]} */
const figures = [];

for (const file of files) {
  try {
    for (const benchmark of readBenchmarks(await importSource(file), file)) {
      if (filter !== undefined && !`${file} ${benchmark.name}`.includes(filter)) continue;
      console.error(`measuring ${benchmark.name}`);
      if ('figures' in benchmark) figures.push({ name: benchmark.name, figures: await benchmark.figures() });
      else comparisons.push(await measure(benchmark, file));
    }
  } catch (error) {
    console.error(`${file} crashed:`, error);
    process.exitCode = 1;
  }
}

const machine = { node: process.version, platform: `${process.platform}-${process.arch}`, cpus: os.cpus().length, cpu: os.cpus()[0]?.model };
const results = `${JSON.stringify({ machine, comparisons, figures }, null, 2)}\n`;
writeFileSync(path.join(root, 'bench-results.json'), results);

if (json) process.stdout.write(results);
else {
  if (comparisons.length > 0) process.stdout.write(`\n${comparisonTable(comparisons)}`);
  for (const one of figures) process.stdout.write(`\n${figureTable(one.name, one.figures)}`);
  if (comparisons.length + figures.length === 0) console.error(filter === undefined ? 'There is nothing to measure.' : `Nothing is called like ${filter}.`);
}

function readOptions() {
  try {
    return parseArgs({ options: { filter: { type: 'string' }, json: { type: 'boolean', default: false } } }).values;
  } catch (error) {
    console.error(`${/** @type {Error} */ (error).message}\nUsage: npm run bench [-- --filter <text>] [--json]`);
    process.exit(2);
  }
}
