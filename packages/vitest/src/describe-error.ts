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
  const [first, rest] = splitMessage(message);
  // Matchers of one's own say what they saw in words.
  const hasSides = actual !== undefined || expected !== undefined;
  const seen = what === undefined ? rest : [first, rest].filter(Boolean).join(' ');
  return { what: what ?? first, ...(hasSides ? renderPair(expected, actual, false) : seen !== '' && { seen }), holds: false };
}

/** One line that says what was thrown. */
export function describeError(error: unknown): string {
  const { name = 'Error', message = '' } = asError(error);
  const [first, rest] = splitMessage(message);
  const whole = first.endsWith(':') ? `${first} ${rest}`.trim() : first;
  // A compiler draws the source, under a path that differs from place to place.
  const line = whole.replace(/\s*╭─\[[^\]]*?:(\d+):(\d+)\s*\].*$/u, ' (line $1, column $2)');
  return name === 'Error' || name === 'SpecproofError' ? line : `${name}: ${line}`;
}

/** The first line that says something, and the others in one. */
function splitMessage(message: string): [string, string] {
  const [first = 'an error without a message', ...rest] = stripVTControlCharacters(message).split('\n').map((line) => line.trim()).filter(Boolean);
  return [first, rest.join(' ').slice(0, 500)];
}
