import { routes, type BulkOperation, type BulkRequest } from '@workstream/contracts';
import { createKeys } from '@workstream/engine';
import { until } from '@workstream/testing';
import { expectProblem, TestApi } from './support/test-api';

describe('POST /tasks/bulk', () => {
  let api: TestApi;
  beforeAll(async () => void (api = await TestApi.start()));
  afterAll(() => api.stop());
  beforeEach(() => api.client.flushall());

  const start = async (request: BulkRequest): Promise<BulkOperation> =>
    (await api.http.post(routes.bulkTasks).send(request).expect(202)).body as BulkOperation;
  const ended = (id: string) =>
    until('the operation has ended', async () => {
      const { body } = await api.http.get(routes.bulkOperation(id)).expect(200);
      return (body as BulkOperation).state !== 'running' && (body as BulkOperation);
    });
  const enqueue = async (count: number, labels?: Record<string, string>, type = 'summarize') =>
    (await api.queue.enqueueMany(Array.from({ length: count }, () => ({ type, content: 'x', labels })))).map(
      ({ id }) => id,
    );
  const states = async () => (await api.http.get(routes.queueStatus)).body.states as Record<string, number>;

  it('retries what a filter finds, and tells how far it has come', async () => {
    for (let i = 0; i < 5; i++) await api.deadTask();
    await enqueue(2);
    const answer = await api.http
      .post(routes.bulkTasks)
      .send({ action: 'retry', filter: { error_type: 'InvalidInput' } });
    const { operation_id } = answer.body as BulkOperation;
    expect(answer.get('Location')).toBe(routes.bulkOperation(operation_id));
    expect(await ended(operation_id)).toMatchObject({
      action: 'retry',
      state: 'completed',
      dry_run: false,
      total: 5,
      processed: 5,
      succeeded: 5,
      skipped: 0,
    });
    expect(await states()).toMatchObject({ DLQ: 0, PENDING: 7 });
  });

  it('counts exactly what it would do, and does nothing, in a dry run', async () => {
    await enqueue(450, { project: 'atlas' });
    await enqueue(30);
    const before = await api.keys();
    const cases: [BulkRequest, number][] = [
      [{ action: 'cancel', filter: { labels: { project: 'atlas' } } }, 450],
      [{ action: 'delete', filter: { status: 'PENDING' } }, 480],
      [{ action: 'delete', filter: { task_type: 'summarize' } }, 480],
      [{ action: 'retry', filter: { task_type: 'summarize' } }, 0],
    ];
    for (const [request, total] of cases) {
      const { operation_id } = await start({ ...request, dry_run: true });
      expect(await ended(operation_id)).toMatchObject({ state: 'completed', dry_run: true, total, processed: 0 });
      await api.client.del(createKeys().bulkOperation(operation_id));
    }
    expect(await api.keys()).toEqual(before);
  });

  it('cancels and deletes in steps, and leaves alone what does not match', async () => {
    await enqueue(450, { project: 'atlas' });
    const rest = await enqueue(3, undefined, 'translate');
    const cancelled = await start({ action: 'cancel', filter: { labels: { project: 'atlas' } } });
    expect(await ended(cancelled.operation_id)).toMatchObject({ total: 450, succeeded: 450 });
    expect(await states()).toMatchObject({ CANCELLED: 450, PENDING: 3 });
    const deleted = await start({ action: 'delete', filter: { status: 'CANCELLED', start_date: '2020-01-01' } });
    expect(await ended(deleted.operation_id)).toMatchObject({ total: 450, succeeded: 450 });
    expect(await api.client.lrange(createKeys().primary, 0, -1)).toEqual(rest);
  });

  it('takes ids, and counts only those that the action fits', async () => {
    const dead = await api.deadTask();
    const [first, second] = await enqueue(2);
    const ids = [first!, second!, first!, dead, '019c0b5e-8f0f-7a0e-9d1d-3f2a6f1b7c55'];
    const { operation_id } = await start({ action: 'retry', ids });
    expect(await ended(operation_id)).toMatchObject({ total: 1, succeeded: 1 });
  });

  it('says interrupted when the process that ran it is gone', async () => {
    const { operation_id } = await start({ action: 'retry', filter: { task_type: 'a' } });
    await ended(operation_id);
    await api.client.hset(createKeys().bulkOperation(operation_id), { state: 'running', updated_at: 1 });
    expect((await api.http.get(routes.bulkOperation(operation_id))).body).toMatchObject({ state: 'interrupted' });
  });

  it.each([
    [{ action: 'retry' }, 'filter'],
    [{ action: 'retry', filter: {} }, 'filter'],
    [{ action: 'retry', filter: { status: 'DLQ' }, ids: ['019c0b5e-8f0f-7a0e-9d1d-3f2a6f1b7c55'] }, 'filter'],
    [{ action: 'burn', filter: { status: 'DLQ' } }, 'action'],
    [{ action: 'retry', ids: [] }, 'ids'],
    [{ action: 'retry', ids: ['x'] }, 'ids'],
    [{ action: 'retry', filter: { status: 'dead' } }, 'filter.status'],
    [{ action: 'retry', filter: { stauts: 'DLQ' } }, 'filter.stauts'],
    [{ action: 'retry', filter: { start_date: 'x' } }, 'filter.start_date'],
    [{ action: 'retry', filter: { status: 'DLQ' }, dry_run: 'yes' }, 'dry_run'],
  ])('refuses %j and names the field', async (body, field) => {
    const { errors } = expectProblem(await api.http.post(routes.bulkTasks).send(body), 422);
    expect(errors?.map((error) => error.field)).toEqual([field]);
    expect(await api.keys()).toEqual({});
  });

  it('answers 404 for an operation that is not there', async () => {
    for (const id of ['nothing', '5b1d7a0e-6d0f-4a0e-9d1d-3f2a6f1b7c55'])
      expectProblem(await api.http.get(routes.bulkOperation(id)), 404);
  });
});
