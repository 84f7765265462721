import { expect, test } from 'vitest';
import { addUp, countResults } from '../checks/count-results.mjs';

const file = (status: string, ...tests: string[]) => ({ status, assertionResults: tests.map((status) => ({ status })) });

test('counts what was executed and what was left out', () => {
  const report = { testResults: [file('passed', 'passed', 'skipped', 'todo'), file('failed', 'passed', 'failed')] };
  expect(countResults(report)).toEqual({ executed: 3, passed: 2, failed: 1, skipped: 2 });
});

test('a file that broke before its tests began is a failure', () => {
  expect(countResults({ testResults: [file('failed')] })).toEqual({ executed: 0, passed: 0, failed: 1, skipped: 0 });
});

test('nothing adds up to nothing', () => {
  expect(addUp([])).toEqual({ executed: 0, passed: 0, failed: 0, skipped: 0 });
});
