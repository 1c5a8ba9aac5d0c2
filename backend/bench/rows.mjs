/** A column of a table: which figure, and how it is written. @typedef {{ name: string, figure: string, unit: string, digits: number }} Column */

/** A table: the measurement that fills it, and what of it is shown. The first column decides the ratio. @typedef {{ title: string, measurement: string, columns: Column[] }} Table */

/** @param {string} name @param {string} figure @param {string} unit @param {number} digits @returns {Column} */
const column = (name, figure, unit, digits) => ({ name, figure, unit, digits });

const rate = column('Tasks a second', 'perSecond', '', 0);
const costs = [column('Client CPU', 'clientUs', 'µs', 1), column('Redis CPU', 'redisUs', 'µs', 1)];
const throughput = [rate, ...costs];
const spread = [column('p50', 'p50', 'ms', 2), column('p99', 'p99', 'ms', 2)];
const page = [column('First page', 'firstMs', 'ms', 2), column('Deep page', 'middleMs', 'ms', 2)];

/** What `--only` chooses from; each row of the comparison is one table or two. @type {Record<string, Table[]>} */
export const rows = {
  add: [{ title: 'Single adds, 100 in flight', measurement: 'add', columns: throughput }],
  bulk: [{ title: 'Bulk adds, 1,000 a call', measurement: 'bulk', columns: throughput }],
  drain: [{ title: 'Drain, one worker, concurrency 50', measurement: 'drain', columns: throughput }],
  together: [{ title: 'Producer and worker together', measurement: 'together', columns: throughput }],
  latency: [{ title: 'From add to handler, idle worker', measurement: 'latency', columns: spread }],
  delayed: [{ title: 'Delayed by 2 s: lateness', measurement: 'delayed', columns: spread }],
  memory: [
    {
      title: 'Memory of Redis for one task',
      measurement: 'drain',
      columns: [
        column('Waiting', 'waitingBytes', 'B', 0),
        column('Completed', 'completedBytes', 'B', 0),
        column('Worker process', 'rssMb', 'MB', 0),
      ],
    },
  ],
  page: [
    { title: 'A page of 20, few waiting', measurement: 'pageOfFew', columns: page },
    { title: 'A page of 20, many waiting', measurement: 'pageOfMany', columns: page },
  ],
  backlog: [
    { title: 'Drain with no more than these waiting', measurement: 'drain', columns: throughput },
    { title: 'Drain with many more waiting', measurement: 'backlogOfMany', columns: throughput },
  ],
};
