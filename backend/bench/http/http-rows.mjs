import { payload } from '../payload.mjs';

/** @typedef {import('./load.mjs').Call} Call */

const BATCH = 500;
const BATCH_LANES = 4;
const LANES = 32;
const READ_LANES = 4;
const TASKS = '/api/v1/tasks';
const PAGE = 20;

const task = JSON.stringify({ content: payload() });
const batch = JSON.stringify({
  tasks: Array.from({ length: BATCH }, () => ({ task_type: 'summarize', input: payload() })),
});

/** Creating a task, on either server. @param {string} path @param {number} count */
const create = (path, count) => ({ count, lanes: LANES, call: () => ({ path, body: task }) });

/** Creating a task with the fewest means. @param {number} count */
export const bareCreate = (count) => create('/', count);

/** Creating a task with ours. @param {number} count */
export const apiCreate = (count) => create(`${TASKS}/summarize/`, count);

/** Creating tasks, so many with each request. @param {number} count */
export const apiBatch = (count) => ({
  count,
  lanes: BATCH_LANES,
  call: () => ({ path: `${TASKS}/batch`, body: batch }),
});

/** Tasks that one request of `apiBatch` creates. */
export const TASKS_OF_A_BATCH = BATCH;

/** The readings of a store with these tasks in it. @param {readonly string[]} ids some of its tasks @param {number} total @param {number} count */
export const readings = (ids, total, count) => ({
  get: read(count, (index) => `${TASKS}/${ids[index % ids.length]}`),
  first: read(count, () => `${TASKS}/summaries/?page_size=${PAGE}`),
  middle: read(count, () => `${TASKS}/summaries/?page_size=${PAGE}&page=${Math.ceil(total / PAGE / 2)}`),
});

/** @param {number} count @param {(index: number) => string} pathOf */
const read = (count, pathOf) => ({
  count,
  lanes: READ_LANES,
  call: (/** @type {number} */ index) => ({ path: pathOf(index) }),
});
