import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

const parentOf = (cacheDir: string): string => path.join(cacheDir, '.tmp');

/** A folder of this process's own, on the same file system as the cache. */
export function makeTempFolder(cacheDir: string): string {
  const folder = path.join(parentOf(cacheDir), `${process.pid}-${randomBytes(6).toString('hex')}`);
  mkdirSync(folder, { recursive: true });
  return folder;
}

const abandonedAfterMs = 60_000;

/** Removes what processes that are gone have left behind; `now` in milliseconds. */
export function removeAbandoned(cacheDir: string, now: number): void {
  const parent = parentOf(cacheDir);
  if (!existsSync(parent)) return;
  for (const name of readdirSync(parent)) {
    const folder = path.join(parent, name);
    const age = now - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? now);
    // A process id means nothing where the folder is shared between containers: give it time, too.
    if (age > abandonedAfterMs && !isRunning(Number.parseInt(name, 10))) remove(folder);
  }
}

function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Somebody else's, who shares the cache: theirs to remove, and in nobody's way.
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
