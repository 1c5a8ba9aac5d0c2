/** @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, numRuntimeErrorTestSuites: number }} JestReport */
/** @typedef {{ passed: number, failed: number, skipped: number }} Summary */

/**
 * What a test run amounts to. A suite that could not run, a run without any test and a runner that ended badly are
 * failures: silence never passes for success.
 * @param {JestReport | null} report null when the runner left none
 * @param {number} exitCode of the runner
 * @returns {Summary}
 */
export function summarizeTests(report, exitCode) {
  const passed = report?.numPassedTests ?? 0;
  const counted = (report?.numFailedTests ?? 0) + (report?.numRuntimeErrorTestSuites ?? 0);
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  const isUnexplained = counted === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: isUnexplained ? 1 : counted, skipped };
}

/** The line that every CI can read. @param {Summary} summary */
export const summaryLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
