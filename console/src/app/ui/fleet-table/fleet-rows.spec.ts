import { WorkerDetails } from '@workstream/contracts';
import { taskSummary } from '../../../../testing/task-builder';
import { fleetRows } from './fleet-rows';

const worker = (given: Partial<WorkerDetails>): WorkerDetails => ({
  worker_id: 'a',
  status: 'healthy',
  last_heartbeat: '2026-03-01T12:00:00.000Z',
  heartbeat_age_seconds: 2,
  active_tasks: 0,
  completed: 0,
  failed: 0,
  concurrency: 8,
  version: '0.1.0',
  rss_bytes: 1,
  event_loop_lag_ms: 1,
  last_fetch_age_seconds: null,
  task_types: ['summarize', 'pdfxtract'],
  ...given,
});

describe('fleetRows', () => {
  it('put those first that need a look', () => {
    const rows = fleetRows(
      [worker({ worker_id: 'b' }), worker({ worker_id: 'a' }), worker({ worker_id: 'c', status: 'stale' })],
      [],
    );

    expect(rows.map((row) => row.worker_id)).toEqual(['c', 'a', 'b']);
  });

  it('name the tasks that a worker holds, and count those that do not fit', () => {
    const active = Array.from({ length: 7 }, (_, index) => taskSummary({ task_id: `t${index}`, worker_id: 'a' }));
    const [row] = fleetRows([worker({ active_tasks: 7 })], [...active, taskSummary({ worker_id: 'b' })]);

    expect(row).toMatchObject({ slots: '7 / 8', busyPercent: 87.5, heartbeatAgeMs: 2_000, moreTasks: 'and 1 more' });
    expect(row?.taskIds).toHaveLength(6);
  });
});
