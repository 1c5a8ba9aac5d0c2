import { World } from '../../test/world';
import type { TaskQuery } from './task-finder';

const newest: TaskQuery = { sortBy: 'created_at', sortOrder: 'desc', page: 1, pageSize: 50 };

describe('TaskFinder', () => {
  let world: World;
  beforeAll(async () => void (world = await World.create()));
  afterAll(() => world.end());
  beforeEach(() => world.clear());

  /** Every id that following the cursors shows, in order. */
  async function walk(query: TaskQuery): Promise<string[]> {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await world.store.listSummaries({ ...query, cursor });
      seen.push(...page.tasks.map((task) => task.task_id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    return seen;
  }
  const enqueue = async (count: number, labels?: Record<string, string>) =>
    (
      await world.queue.enqueueMany(Array.from({ length: count }, () => ({ type: 'a', content: 'A text.', labels })))
    ).map(({ id }) => id);

  it.each([
    ['created_at', 'desc'],
    ['created_at', 'asc'],
    ['updated_at', 'desc'],
    ['updated_at', 'asc'],
  ] as const)(
    'leads from page to page by %s %s, each task once, also where many share a millisecond',
    async (sortBy, sortOrder) => {
      const ids = [...(await enqueue(700)), ...(await enqueue(30))];
      for (const attempt of await world.claim(100)) await world.complete(attempt);
      const seen = await walk({ ...newest, sortBy, sortOrder });
      expect([seen.length, new Set(seen)]).toEqual([730, new Set(ids)]);
    },
  );

  it('shows with a cursor no task twice, and none too few, while new ones come in', async () => {
    const ids = await enqueue(60);
    const first = await world.store.listSummaries(newest);
    await enqueue(20);
    const second = await world.store.listSummaries({ ...newest, cursor: first.next_cursor! });
    const seen = [...first.tasks, ...second.tasks].map((task) => task.task_id);
    expect([seen.length, new Set(seen)]).toEqual([60, new Set(ids)]);
    expect([second.next_cursor, second.total_items]).toEqual([null, 80]);
  });

  it('finds by labels, worker and error, and says when it has not looked at everything', async () => {
    const rare = [...(await enqueue(1, { project: 'atlas' })), ...(await enqueue(2_500))];
    const query = { ...newest, labels: { project: 'atlas' } };
    const first = await world.store.listSummaries(query);
    expect([first.tasks, first.is_bounded, first.next_cursor]).toEqual([[], true, expect.any(String)]);
    expect(await walk(query)).toEqual([rare[0]]);
    const dead = await world.given('DLQ', { priority: 'high' });
    expect(await walk({ ...newest, errorType: 'InvalidInput' })).toEqual([dead.id]);
    expect(await walk({ ...newest, workerId: 'nobody' })).toEqual([]);
  });
});
