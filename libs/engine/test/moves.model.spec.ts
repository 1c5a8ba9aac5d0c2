import { breaches } from '@workstream/testing';
import fc from 'fast-check';
import type { RestingState } from '../src/tasks/state-table';
import type { Attempt, ClaimedTask } from '../src/tasks/task';
import { World } from './world';

const IS_LONG = process.env['SPEC_PROFILE'] === 'long';
const RUNS = IS_LONG ? 1_000 : 60;
const COMMANDS = 50;
const WORKERS = ['worker-a', 'worker-b', 'worker-c'] as const;
type WorkerName = (typeof WORKERS)[number];
const MAX_CRASHES = 3;
const MAX_RETRIES = 1;

jest.setTimeout(IS_LONG ? 1_200_000 : 60_000);

/** What the engine should know of one task, kept by plain rules. */
interface ModelTask {
  state: RestingState;
  attempt: number;
  retryCount: number;
  crashes: number;
  worker: WorkerName | null;
  outcomes: number;
}

/** Every attempt that was ever claimed, so that any of them can come back late. */
interface Token extends Attempt {
  readonly worker: WorkerName;
}

class Model {
  readonly tasks = new Map<string, ModelTask>();
  readonly tokens: Token[] = [];
  readonly isPaused = { primary: false, retry: false };

  task(id: string): ModelTask {
    const task = this.tasks.get(id);
    if (!task) throw new Error(`The model knows no task ${id}`);
    return task;
  }

  /** The task of a token if that token is the current one. */
  owned({ id, attempt, worker }: Token): ModelTask | null {
    const task = this.tasks.get(id);
    return task?.state === 'ACTIVE' && task.attempt === attempt && task.worker === worker ? task : null;
  }

  /** Mostly an attempt that runs, else any that ever ran. */
  token(at: number): Token | undefined {
    const current = this.tokens.filter((token) => this.owned(token) !== null);
    return at % 4 === 0 || current.length === 0 ? pick(this.tokens, at) : pick(current, at);
  }

  inState(...states: RestingState[]): string[] {
    return [...this.tasks].flatMap(([id, task]) => (states.includes(task.state) ? [id] : []));
  }
}

type Step = fc.AsyncCommand<Model, World>;

/** A step that is always possible. */
const step = (name: string, run: (model: Model, world: World) => Promise<void>): Step => ({
  check: () => true,
  run,
  toString: () => name,
});

const pick = <T>(items: readonly T[], at: number): T | undefined => items[at % Math.max(1, items.length)];

const enqueue = (count: number, priority: 'high' | 'normal' | 'low', delayed: boolean): Step =>
  step(`enqueue ${String(count)} ${priority}${delayed ? ' for later' : ''}`, async (model, world) => {
    const [seconds] = await world.redis.time();
    const runAtMs = delayed ? Number(seconds) * 1000 + 3_600_000 : undefined;
    const tasks = Array.from({ length: count }, () => ({
      type: 'summarize',
      content: 'A',
      priority,
      runAtMs,
      maxRetries: MAX_RETRIES,
    }));
    for (const { id, status } of await world.queue.enqueueMany(tasks)) {
      expect(status).toBe('CREATED');
      const state = delayed ? 'SCHEDULED' : 'PENDING';
      model.tasks.set(id, { state, attempt: 0, retryCount: 0, crashes: 0, worker: null, outcomes: 0 });
    }
  });

const claim = (worker: WorkerName, want: number): Step =>
  step(`${worker} claims ${String(want)}`, async (model, world) => {
    const claimed = await world.claim(want, worker);
    const waiting = model.inState('PENDING').length;
    if (!model.isPaused.primary && !model.isPaused.retry) expect(claimed).toHaveLength(Math.min(want, waiting));
    for (const task of claimed) noteClaim(model, worker, task);
  });

function noteClaim(model: Model, worker: WorkerName, { id, attempt, retryCount }: ClaimedTask): void {
  const task = model.task(id);
  expect([task.state, task.attempt + 1, task.retryCount]).toEqual(['PENDING', attempt, retryCount]);
  Object.assign(task, { state: 'ACTIVE', attempt, worker });
  model.tokens.push({ id, attempt, worker });
}

const complete = (at: number): Step =>
  step(`complete token ${String(at)}`, async (model, world) => {
    const token = model.token(at);
    if (!token) return;
    const task = model.owned(token);
    const known = model.tasks.get(token.id);
    const wasRecorded =
      known?.state === 'COMPLETED' && known.attempt === token.attempt && known.worker === token.worker;
    expect(await world.complete(token, { by: token.attempt }, token.worker)).toEqual([
      task || wasRecorded ? 'COMPLETED' : 'STALE',
    ]);
    if (task) Object.assign(task, { state: 'COMPLETED', outcomes: task.outcomes + 1 });
  });

const fail = (at: number, permanent: boolean, usesRetry: boolean): Step =>
  step(`fail token ${String(at)}${permanent ? ' for good' : ''}`, async (model, world) => {
    const token = model.token(at);
    if (!token) return;
    const task = model.owned(token);
    const failure = { ...token, errorType: 'Other', message: 'no', permanent, restMs: 3_600_000, usesRetry } as const;
    const [status] = await world.queue.fail(token.worker, [failure]);
    if (!task) return;
    const state = permanent || (usesRetry && task.retryCount >= MAX_RETRIES) ? 'DLQ' : 'SCHEDULED';
    expect(status).toBe(state);
    if (state === 'SCHEDULED' && usesRetry) task.retryCount += 1;
    task.state = state;
  });

const release = (at: number): Step =>
  step(`release token ${String(at)}`, async (model, world) => {
    const token = model.token(at);
    if (!token) return;
    const task = model.owned(token);
    expect(await world.queue.release(token.worker, [token])).toEqual([task ? 'RELEASED' : 'STALE']);
    if (task) task.state = 'PENDING';
  });

const crash = (worker: WorkerName): Step =>
  step(`${worker} dies and is recovered`, async (model, world) => {
    await world.redis.del(world.keys.heartbeat(worker));
    await world.queue.recover({ workerId: worker, maxCrashes: MAX_CRASHES, restMs: 3_600_000 });
    for (const task of model.tasks.values()) {
      if (task.state !== 'ACTIVE' || task.worker !== worker) continue;
      task.crashes += 1;
      task.state = task.crashes >= MAX_CRASHES ? 'DLQ' : task.crashes === 1 ? 'PENDING' : 'SCHEDULED';
    }
  });

/** Nothing comes due by itself here: the spec moves a time into the past first. */
const promote = (count: number): Step =>
  step(`promote ${String(count)}`, async (model, world) => {
    const ids = (await world.store.ids('scheduled', count)).slice(0, count);
    for (const id of ids) await world.redis.zadd(world.keys.scheduled, 1, id);
    const { promoted } = await world.queue.promote(100);
    const stayed = (await world.store.ids('scheduled', 100)).filter((id) => ids.includes(id));
    expect(promoted).toBe(ids.length - stayed.length);
    for (const id of stayed) {
      // Only behind tasks that were given to the head of the same list before.
      const { queue, priority = 'primary' } = await world.redis.hgetall(world.keys.task(id));
      expect(queue).toBe('primary');
      expect(await world.node.keys(`*tasks:by_id:${priority}:*`)).not.toEqual([]);
      await world.redis.zadd(world.keys.scheduled, 4e12, id);
    }
    for (const id of ids) if (!stayed.includes(id)) model.task(id).state = 'PENDING';
  });

const retry = (at: number, resetRetryCount: boolean): Step =>
  step(`retry dead letter ${String(at)}`, async (model, world) => {
    const id = pick(model.inState('DLQ', 'COMPLETED', 'PENDING'), at);
    if (id === undefined) return;
    const task = model.task(id);
    const result = await world.queue.retry(id, { resetRetryCount });
    expect(result.status).toBe(task.state === 'DLQ' ? 'QUEUED' : 'WRONG_STATE');
    if (task.state !== 'DLQ') return;
    Object.assign(task, { state: 'PENDING', crashes: 0, retryCount: resetRetryCount ? 0 : task.retryCount });
  });

const cancel = (at: number): Step =>
  step(`cancel ${String(at)}`, async (model, world) => {
    const id = pick([...model.tasks.keys()], at);
    if (id === undefined) return;
    const task = model.task(id);
    const hasEnded = ['COMPLETED', 'DLQ', 'CANCELLED'].includes(task.state);
    expect((await world.queue.cancel(id, '')).status).toBe(hasEnded ? 'WRONG_STATE' : 'CANCELLED');
    if (!hasEnded) task.state = 'CANCELLED';
  });

const remove = (at: number): Step =>
  step(`delete ${String(at)}`, async (model, world) => {
    const id = pick([...model.tasks.keys()], at);
    if (id === undefined) return;
    expect(await world.queue.delete(id)).toEqual({ status: 'DELETED', state: model.task(id).state });
    model.tasks.delete(id);
  });

const pause = (queue: 'primary' | 'retry', isPaused: boolean): Step =>
  step(`${isPaused ? 'pause' : 'resume'} ${queue}`, async (model, world) => {
    await (isPaused ? world.queue.pause(queue) : world.queue.resume(queue));
    model.isPaused[queue] = isPaused;
  });

/** True in `of` cases out of `outOf`. */
const chance = (outOf: number, of = 1) => fc.nat(outOf - 1).map((n) => n < of);
const at = fc.nat(200);
const worker = fc.constantFrom(...WORKERS);
const claims = fc.tuple(worker, fc.integer({ min: 1, max: 6 })).map((a) => claim(...a));
const fails = fc.tuple(at, chance(4), chance(4, 3)).map((a) => fail(...a));
const promotes = fc.integer({ min: 1, max: 6 }).map(promote);
/** What happens often stands here often. */
const steps = [
  fc
    .tuple(
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom('high' as const, 'normal' as const, 'low' as const),
      chance(4),
    )
    .map((a) => enqueue(...a)),
  ...Array.from({ length: 4 }, () => claims),
  ...Array.from({ length: 4 }, () => fails),
  ...Array.from({ length: 3 }, () => promotes),
  at.map(complete),
  at.map(release),
  worker.map(crash),
  fc.tuple(at, fc.boolean()).map((a) => retry(...a)),
  at.map(cancel),
  at.map(remove),
  fc.tuple(fc.constantFrom('primary' as const, 'retry' as const), chance(4)).map((a) => pause(...a)),
];

describe('The moves, in any order, by several workers, with late and stale outcomes', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.create();
  });
  afterAll(() => world.end());

  /** Everything that the model knows is so in Redis, and nothing else is there. */
  async function agree(model: Model): Promise<void> {
    expect(await breaches(world.node)).toEqual([]);
    for (const [id, expected] of model.tasks) {
      const task = await world.store.get(id);
      const { state, attempt, retryCount, outcomes } = expected;
      expect(task).toMatchObject({ state, attempt, retry_count: retryCount });
      expect(outcomes).toBeLessThanOrEqual(1);
    }
    expect(await world.node.keys(world.keys.task('*'))).toHaveLength(model.tasks.size);
  }

  it(`agree with the model after each of ${String(RUNS)} runs of up to ${String(COMMANDS)} steps`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands(steps, { maxCommands: COMMANDS, size: 'max' }), async (commands) => {
        await world.clear();
        const model = new Model();
        await fc.asyncModelRun(() => ({ model, real: world }), commands);
        await agree(model);
      }),
      { numRuns: RUNS },
    );
  });
});
