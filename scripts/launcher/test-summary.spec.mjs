import { summarizeTests, summaryLine } from './test-summary.mjs';

const report = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
};

describe('the summary of a test run', () => {
  it('is the count, and nothing else', () => {
    expect(summaryLine(summarizeTests(report, 0))).toBe('3 passed, 0 failed');
  });

  it('names skipped tests only when there are some', () => {
    expect(summaryLine(summarizeTests({ ...report, numPendingTests: 1, numTodoTests: 1 }, 0))).toBe(
      '3 passed, 0 failed, 2 skipped',
    );
  });

  it('counts a suite that could not run as a failure', () => {
    expect(summarizeTests({ ...report, numFailedTests: 1, numRuntimeErrorTestSuites: 2 }, 1).failed).toBe(3);
  });

  it('takes a runner that ended badly, found no test or left no report for a failure', () => {
    const failures = [
      summarizeTests(report, 1),
      summarizeTests({ ...report, numPassedTests: 0 }, 0),
      summarizeTests(null, 0),
    ];
    expect(failures.map(({ failed }) => failed)).toEqual([1, 1, 1]);
  });
});
