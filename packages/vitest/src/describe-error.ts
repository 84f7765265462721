import { stripVTControlCharacters } from 'node:util';
import type { Observation } from '@specproof/model';
import { renderPair } from './render-value.ts';

interface ErrorLike {
  name?: string;
  message?: string;
  code?: unknown;
  actual?: unknown;
  expected?: unknown;
}

const asError = (error: unknown): ErrorLike => (typeof error === 'object' && error !== null ? error : { message: String(error) });

/** Whether an assertion of Vitest threw it. An `assert` of Node is an invariant of the code that has it, a driver's for example. */
export function isAssertionError(error: unknown): boolean {
  const { name, code } = asError(error);
  return (name === 'AssertionError' && code !== 'ERR_ASSERTION') || '__vitest_error_context__' in asError(error);
}

/** A failed assertion as an observation. */
export function failedObservation(error: unknown, what?: string): Observation {
  const { message = '', actual, expected } = asError(error);
  const hasSides = 'expected' in asError(error) || 'actual' in asError(error);
  return { what: what ?? firstLine(message), ...(hasSides && renderPair(expected, actual, false)), ...(what !== undefined && !hasSides && { seen: firstLine(message) }), holds: false };
}

/** One line that says what was thrown. */
export function describeError(error: unknown): string {
  const { name = 'Error', message = '' } = asError(error);
  const line = firstLine(message);
  return name === 'Error' || name === 'SpecproofError' ? line : `${name}: ${line}`;
}

const firstLine = (text: string): string => stripVTControlCharacters(text).split('\n').find((line) => line.trim() !== '')?.trim() ?? 'an error without a message';
