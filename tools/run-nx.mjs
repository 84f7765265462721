// @ts-check
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { root } from './setup.mjs';

/**
 * Runs Nx in the checkout; with `pipe`, what it prints is returned instead of shown.
 * @param {readonly string[]} args
 * @param {'inherit' | 'pipe'} stdio
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runNx(args, stdio) {
  const nx = createRequire(import.meta.url).resolve('nx/bin/nx.js');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [nx, ...args], { cwd: root, stdio: ['ignore', stdio, stdio] });
    let output = '';
    child.stdout?.on('data', (data) => (output += data));
    child.stderr?.on('data', (data) => (output += data));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
