import { median } from '../statistics.mjs';
import { TASKS_OF_A_BATCH } from './http-rows.mjs';

/** @typedef {import('./compare-http.mjs').HttpFinding} HttpFinding */
/** @typedef {import('./http-options.mjs').HttpOptions} HttpOptions */

const CREATE_SHARE = 0.7;
const BATCH_RATE = 15_000;
const BATCH_TIMES = 10;
const GROWTH = 1.5;

/** Medians of all runs, ratios within a run, and whether they are what they should be. @param {HttpOptions} options @param {HttpFinding[]} findings */
export function reportHttp({ size }, findings) {
  const runs = byRun(findings);
  const rate = (/** @type {string} */ name, times = 1) => middle(runs, (run) => (run[name]?.perSecond ?? NaN) * times);
  const ms = (/** @type {string} */ name) => middle(runs, (run) => run[name]?.middleMs ?? NaN);
  const share = middle(runs, (run) => quotient(run.create, run.bare));
  const batchRate = rate('batch', TASKS_OF_A_BATCH);
  const batchTimes = middle(runs, (run) => quotient(run.batch, run.create) * TASKS_OF_A_BATCH);
  const isBatchFast = batchRate >= BATCH_RATE || batchTimes >= BATCH_TIMES;
  const read = (/** @type {string} */ title, /** @type {string} */ name, hasTarget = true) => {
    const growth = middle(
      runs,
      (run) => (run[`${name}-many`]?.middleMs ?? NaN) / (run[`${name}-few`]?.middleMs ?? NaN),
    );
    const shown = `${ms(`${name}-few`).toFixed(2)} ms → ${ms(`${name}-many`).toFixed(2)} ms`;
    return [title, shown, `${growth.toFixed(2)}×`, hasTarget ? verdict(growth <= GROWTH, `≤ ${GROWTH}×`) : ''];
  };
  const more = size.tasks.toLocaleString('en-US');
  return table([
    ['Measurement', 'Median', 'Ratio', 'Target'],
    ['Create: bare Express with the same work in Redis', `${rate('bare').toFixed(0)} tasks/s`, '', ''],
    [
      'Create: this API, of the bare one',
      `${rate('create').toFixed(0)} tasks/s`,
      share.toFixed(2),
      verdict(share >= CREATE_SHARE, `≥ ${CREATE_SHARE}`),
    ],
    [
      `Batches of ${TASKS_OF_A_BATCH}, of single creates`,
      `${batchRate.toFixed(0)} tasks/s`,
      `${batchTimes.toFixed(1)}×`,
      verdict(isBatchFast, `≥ ${BATCH_RATE.toLocaleString('en-US')} tasks/s or ≥ ${BATCH_TIMES}×`),
    ],
    read(`Get a task: 1,000 tasks → ${more}`, 'get'),
    read(`List the first page: 1,000 tasks → ${more}`, 'first'),
    read(`List a page in the middle: 1,000 tasks → ${more}`, 'middle', false),
  ]);
}

/** @param {HttpFinding[]} findings @returns {Record<string, HttpFinding>[]} */
function byRun(findings) {
  const runs = [...new Set(findings.map(({ run }) => run))];
  return runs.map((run) => Object.fromEntries(findings.filter((one) => one.run === run).map((one) => [one.name, one])));
}

/** @param {Record<string, HttpFinding>[]} runs @param {(run: Record<string, HttpFinding>) => number} figure */
const middle = (runs, figure) => median(runs.map(figure).filter(Number.isFinite));

/** @param {HttpFinding | undefined} one @param {HttpFinding | undefined} other */
const quotient = (one, other) => (one?.perSecond ?? NaN) / (other?.perSecond ?? NaN);

/** @param {boolean} isMet @param {string} target */
const verdict = (isMet, target) => `${target}: ${isMet ? 'met' : 'MISSED'}`;

/** @param {string[][]} lines */
function table([header = [], ...lines]) {
  const row = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [row(header), row(header.map((_, i) => (i === 0 ? '---' : '--:'))), ...lines.map(row)].join('\n');
}
