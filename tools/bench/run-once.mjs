// @ts-check
// Runs one function case in a process of its own, so that its memory can be told from that of the others.
import { readBenchmarks } from './benchmark.mjs';
import { importSource } from './import-source.mjs';

const [file, name, role] = process.argv.slice(2);
const benchmark = /** @type {import('./benchmark.mjs').Comparison} */ (
  readBenchmarks(await importSource(file), file).find((benchmark) => benchmark.name === name)
);
const it = role === 'floor' ? benchmark.floor : benchmark.subject;
if (it && 'run' in it) await it.run();
