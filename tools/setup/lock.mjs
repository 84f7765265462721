// @ts-check
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Runs `work` while no other process runs theirs under the same lock file; a lock whose process has ended is taken over.
 * @template T
 * @param {string} file
 * @param {(pid: number) => void} onWait called once when somebody else is at it
 * @param {() => T} work
 * @returns {T}
 */
export function withLock(file, onWait, work) {
  mkdirSync(path.dirname(file), { recursive: true });
  for (let waited = false; !take(file); waited = true) {
    const holder = Number(read(file));
    if (holder > 0 ? !isRunning(holder) : isAbandoned(file)) {
      rmSync(file, { force: true });
      continue;
    }
    if (!waited) onWait(holder);
    sleep(200);
  }
  try {
    return work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(/** @type {string} */ file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

function read(/** @type {string} */ file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

// A lock is empty for an instant, or for ever when its process was killed in it.
function isAbandoned(/** @type {string} */ file) {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs > 5000;
}

function isRunning(/** @type {number} */ pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

const sleep = (/** @type {number} */ ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
