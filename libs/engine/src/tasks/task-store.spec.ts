import type { TaskRecord, TaskSummary } from '@workstream/contracts';
import { World, WORKER } from '../../test/world';
import type { TaskQuery } from './task-finder';

const newest: TaskQuery = { sortBy: 'created_at', sortOrder: 'desc', page: 1, pageSize: 10 };

const timeOf = (task: TaskSummary | TaskRecord, query: TaskQuery): number =>
  Date.parse(query.sortBy === 'created_at' ? task.created_at : task.updated_at);

function bruteForce(tasks: readonly TaskRecord[], query: TaskQuery): TaskRecord[] {
  const sign = query.sortOrder === 'asc' ? 1 : -1;
  return tasks
    .filter((task) => query.state === undefined || task.state === query.state)
    .filter((task) => query.type === undefined || task.task_type === query.type)
    .filter((task) => query.sortBy !== 'completed_at' || task.completed_at !== null)
    .sort((a, b) => sign * (timeOf(a, query) - timeOf(b, query)));
}

describe('TaskStore', () => {
  let world: World;
  const ids: Record<string, string> = {};
  const named = (found: readonly { task_id: string }[]) =>
    found.map((task) => Object.keys(ids).find((name) => ids[name] === task.task_id));

  beforeAll(async () => {
    world = await World.create();
    const created = async (name: string, make: Promise<{ id: string }>) => {
      ids[name] = (await make).id;
      // Creation times are whole milliseconds; the order of the list is by them.
      const now =
        Number((await world.redis.time())[0]) * 1000 + Math.floor(Number((await world.redis.time())[1]) / 1000);
      while ((await world.redis.time().then(([s, us]) => Number(s) * 1000 + Math.floor(Number(us) / 1000))) === now);
    };
    await created('completed', world.given('COMPLETED', { type: 'pdfxtract', content: null }));
    await created('dead', world.given('DLQ'));
    await created('resting', world.given('SCHEDULED'));
    await created('waiting', world.given('PENDING', { content: 'Long text' }));
  });
  afterAll(() => world.end());

  it('lists newest first, with totals', async () => {
    const page = await world.store.list(newest);
    expect(named(page.tasks)).toEqual(['waiting', 'resting', 'dead', 'completed']);
    expect(page).toMatchObject({ page: 1, page_size: 10, total_items: 4, total_pages: 1, status: null });
  });

  it('pages through the whole list without gaps or repeats', async () => {
    const pages = await Promise.all([1, 2, 3, 4, 5].map((page) => world.store.list({ ...newest, page, pageSize: 1 })));
    expect(pages.map(({ tasks }) => named(tasks))).toEqual([['waiting'], ['resting'], ['dead'], ['completed'], []]);
    expect(pages.every(({ total_pages }) => total_pages === 4)).toBe(true);
  });

  it.each<[string, Partial<TaskQuery>, string[]]>([
    ['a state', { state: 'DLQ' }, ['dead']],
    ['a state that nothing rests in', { state: 'FAILED' }, []],
    ['a type', { type: 'pdfxtract' }, ['completed']],
    ['an unknown type', { type: 'nothing' }, []],
    ['a queue', { queue: 'primary' }, ['waiting']],
    ['a state and a queue that exclude each other', { state: 'DLQ', queue: 'primary' }, []],
    ['ascending order', { sortOrder: 'asc' }, ['completed', 'dead', 'resting', 'waiting']],
    ['completion, finished tasks only', { sortBy: 'completed_at', sortOrder: 'asc' }, ['completed', 'dead']],
    ['times in the future', { fromMs: 4e12 }, []],
    ['times before all ids', { toMs: -1e12 }, []],
  ])('filters by %s', async (_what, filter, expected) => {
    const page = await world.store.listSummaries({ ...newest, ...filter });
    expect(named(page.tasks)).toEqual(expected);
    expect(page.total_items).toBe(expected.length);
  });

  it('filters by time, both ends included', async () => {
    const dead = await world.store.get(ids['dead']!);
    const at = Date.parse(dead!.created_at);
    expect(named((await world.store.list({ ...newest, fromMs: at, toMs: at })).tasks)).toEqual(['dead']);
  });

  it('finds by the first characters of an id, together with other filters', async () => {
    const prefix = ids['waiting']!.slice(0, 20);
    expect(named((await world.store.list({ ...newest, idPrefix: prefix })).tasks)).toEqual(['waiting']);
    expect((await world.store.list({ ...newest, idPrefix: prefix, state: 'DLQ' })).total_items).toBe(0);
    expect((await world.store.list({ ...newest, idPrefix: 'zz' })).total_items).toBe(0);
  });

  it('leaves contents and results out of summaries but says how large they are', async () => {
    const { tasks } = await world.store.listSummaries({ ...newest, queue: 'primary' });
    expect(tasks[0]).toMatchObject({ content_length: 9, has_result: false });
    expect(tasks[0]).not.toHaveProperty('content');
  });

  it('lists the ids of a queue, oldest first', async () => {
    expect(await world.store.ids('dlq', 10)).toEqual([ids['dead']]);
    expect(await world.store.ids('scheduled', 10)).toEqual([ids['resting']]);
  });

  it('answers each page as if it had looked at every task', async () => {
    const crowd = await World.create();
    try {
      // Enough to reach pages that are sought by time, not merged from the first task on.
      const types = ['summarize', 'pdfxtract'];
      for (let i = 0; i < 30; i++) {
        const batch = Array.from({ length: 100 }, (_, n) => ({ type: types[(i + n) % 2]!, content: String(n) }));
        await crowd.queue.enqueueMany(batch);
        for (const attempt of await crowd.claim(60)) {
          const chance = (attempt.id.charCodeAt(35) * 7 + i) % 10;
          if (chance < 6) await crowd.complete(attempt);
          else if (chance < 7) await crowd.fail(attempt, { permanent: true });
          else if (chance < 8) await crowd.fail(attempt, { restMs: 60_000 });
          else if (chance < 9) await crowd.queue.release(WORKER, [attempt]);
        }
      }
      const keys = await crowd.redis.keys('task:????????-*');
      const all = await Promise.all(keys.map((key) => crowd.store.get(key.slice('task:'.length))));
      const everything = all.flatMap((task) => task ?? []);
      const queries: Partial<TaskQuery>[] = [
        {},
        { sortOrder: 'asc' },
        { sortBy: 'updated_at' },
        { sortBy: 'updated_at', sortOrder: 'asc', state: 'COMPLETED' },
        { state: 'PENDING' },
        { type: 'pdfxtract' },
        { sortBy: 'completed_at' },
      ];
      for (const filter of queries) {
        const query = { ...newest, pageSize: 50, ...filter };
        const expected = bruteForce(everything, query);
        for (const page of [1, 2, 7, 20, 21, 30, 41, 55, 60]) {
          const found = await crowd.store.listSummaries({ ...query, page });
          const slice = expected.slice((page - 1) * 50, page * 50);
          expect(found.total_items).toBe(expected.length);
          // Tasks of the same millisecond may stand in either order.
          const times = (tasks: readonly TaskSummary[]) => tasks.map((task) => timeOf(task, query));
          expect(times(found.tasks)).toEqual(slice.map((task) => timeOf(task, query)));
        }
      }
      const seen = new Set<string>();
      for (let page = 1; page <= 60; page++) {
        for (const task of (await crowd.store.listSummaries({ ...newest, pageSize: 50, page })).tasks)
          seen.add(task.task_id);
      }
      expect(seen.size).toBe(3_000);
    } finally {
      await crowd.end();
    }
  });

  it('answers null for an unknown id', async () => {
    expect(await world.store.get('nobody')).toBeNull();
    expect(await world.store.attachment('nobody')).toBeNull();
  });
});
