import { AuditEntry } from '@workstream/contracts';
import { auditRows } from './audit-rows';

const ID = '019c0b5e-8f0f-7a0e-9d1d-3f2a6f1b7c55';
const entry = (given: Partial<AuditEntry>): AuditEntry => ({
  id: '1-0',
  at: '2026-03-01T12:00:00.000Z',
  actor: 'ops (a1b2c3d4)',
  address: '127.0.0.1',
  method: 'POST',
  path: '/api/v1/queues/primary/pause',
  status: 200,
  trace_id: 'abc',
  ...given,
});

describe('auditRows', () => {
  it('lead to the task that something was done to', () => {
    const rows = auditRows([entry({ path: `/api/v1/tasks/${ID}/retry` }), entry({})], '');

    expect(rows.map((row) => row.taskLink)).toEqual([['/tasks', ID], null]);
  });

  it('tell what was refused from what was done', () => {
    expect(auditRows([entry({ status: 403, actor: null }), entry({})], '')).toMatchObject([
      { outcome: 'refused, 403', who: 'nobody known' },
      { outcome: 'done, 200', who: 'ops (a1b2c3d4)' },
    ]);
  });

  it('are found by any of their words', () => {
    const entries = [entry({ method: 'DELETE' }), entry({ actor: 'ci' })];

    expect(auditRows(entries, ' delete ')).toHaveLength(1);
    expect(auditRows(entries, 'pause')).toHaveLength(2);
  });
});
