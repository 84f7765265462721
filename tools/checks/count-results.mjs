// @ts-check

/** @typedef {{ executed: number, passed: number, failed: number, skipped: number }} Counts */

/**
 * Counts the tests of one Vitest JSON report. A file that broke before its tests began counts as one failed.
 * @param {{ testResults: readonly { status: string, assertionResults: readonly { status: string }[] }[] }} report
 * @returns {Counts}
 */
export function countResults(report) {
  return addUp(
    report.testResults.map(({ status, assertionResults }) => {
      const passed = assertionResults.filter((test) => test.status === 'passed').length;
      const failed = assertionResults.filter((test) => test.status === 'failed').length;
      return {
        executed: passed + failed,
        passed,
        failed: failed === 0 && status === 'failed' ? 1 : failed,
        skipped: assertionResults.length - passed - failed,
      };
    }),
  );
}

/**
 * @param {readonly Counts[]} counts
 * @returns {Counts}
 */
export const addUp = (counts) =>
  counts.reduce(
    (sum, one) => ({
      executed: sum.executed + one.executed,
      passed: sum.passed + one.passed,
      failed: sum.failed + one.failed,
      skipped: sum.skipped + one.skipped,
    }),
    { executed: 0, passed: 0, failed: 0, skipped: 0 },
  );
