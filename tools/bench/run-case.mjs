// @ts-check
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { root } from '../setup.mjs';

const reportMemory = fileURLToPath(new URL('report-memory.cjs', import.meta.url));

/**
 * Runs a case once and returns the milliseconds it took.
 * @param {import('./benchmark.mjs').Case} it
 */
export async function time(it) {
  const start = performance.now();
  if ('command' in it) await run(it.command, false);
  else await it.run();
  return performance.now() - start;
}

/**
 * Runs a Node command once and returns the most memory it held, in MB.
 * @param {readonly string[]} command
 */
export const peakMemory = (command) => run(command, true);

function run(/** @type {readonly string[]} */ [program, ...args], /** @type {boolean} */ measure) {
  const options = `${process.env.NODE_OPTIONS ?? ''} --require=${JSON.stringify(reportMemory)}`;
  const child = spawn(program === 'node' ? process.execPath : program, args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe', measure ? 'pipe' : 'ignore'],
    env: measure ? { ...process.env, NODE_OPTIONS: options } : process.env,
  });
  const read = { errors: '', memory: '' };
  child.stderr?.on('data', (data) => (read.errors += data));
  /** @type {import('node:stream').Readable | null | undefined} */ (child.stdio[3])?.on('data', (data) => (read.memory += data));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(Number(read.memory) / 1024);
      else reject(new Error(`${[program, ...args].join(' ')} ended with ${code}\n${read.errors}`));
    });
  });
}
