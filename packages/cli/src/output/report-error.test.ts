import { readFileSync } from 'node:fs';
import { SpecproofError } from '@specproof/model';
import pc from 'picocolors';
import { expect, test } from 'vitest';
import { reportError } from './report-error.ts';

function report(error: unknown): { code: number; said: string } {
  let said = '';
  const code = reportError(error, { isTerminal: false, colors: pc.createColors(false), write: (text) => void (said += String(text)) });
  return { code, said };
}

test('what a person can do something about is 2', () => {
  expect(report(new SpecproofError('USAGE', 'Write it otherwise.'))).toEqual({ code: 2, said: 'error: Write it otherwise.\n' });
});

test('so is what the system refuses', () => {
  let error: unknown;
  try {
    readFileSync('/nowhere/at/all');
  } catch (caught) {
    error = caught;
  }
  expect(report(error)).toEqual({ code: 2, said: "error: ENOENT: no such file or directory, open '/nowhere/at/all'. Check that the file or folder is there and that you may use it.\n" });
});

test('anything else is our mistake, with the place', () => {
  const { code, said } = report(new TypeError('x is not a function'));
  expect(code).toBe(3);
  expect(said).toMatch(/a mistake in Specproof.*\nTypeError: x is not a function\n +at /su);
});
