import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that is gone after the test. */
export function tempFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'specproof-image-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
