import { accessSync, closeSync, constants, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { serializeEvidence, SpecproofError } from '@specproof/model';
import type { Evidence } from '@specproof/model';

/** Makes the folder of an evidence file, and sees that it can be written: before a run, not after it. Throws `IO`. */
export function prepareEvidenceFile(file: string): void {
  orThrow(file, () => {
    mkdirSync(path.dirname(file), { recursive: true });
    accessSync(path.dirname(file), constants.W_OK);
  });
}

/** Writes an evidence file all at once: where it fails or is interrupted, what was there before still is. Throws `IO`. */
export function writeEvidence(file: string, evidence: Evidence): void {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}-${process.pid}`);
  orThrow(file, () => {
    try {
      const handle = openSync(temporary, 'w');
      try {
        const bytes = Buffer.from(serializeEvidence(evidence));
        for (let written = 0; written < bytes.length; ) written += writeSync(handle, bytes, written);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
      renameSync(temporary, file);
    } finally {
      rmSync(temporary, { force: true });
    }
  });
}

function orThrow(file: string, action: () => void): void {
  try {
    action();
  } catch (cause) {
    const { code = 'unknown', message } = cause as NodeJS.ErrnoException;
    throw new SpecproofError('IO', `${file} cannot be written: ${remedies[code] ?? message}`, { cause });
  }
}

const remedies: Record<string, string> = {
  EACCES: 'this user may not write to its folder. Name another one',
  EPERM: 'this user may not write to its folder. Name another one',
  EROFS: 'its folder is on a file system that is read-only. Name another one',
  ENOSPC: 'the disk is full. Make room, and run again',
  EISDIR: 'it is a folder. Name a file',
  EEXIST: 'a part of its path is a file. Name another one',
  ENOTDIR: 'a part of its path is a file. Name another one',
};
