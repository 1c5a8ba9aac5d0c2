import type { AddressInfo } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Problem } from '@workstream/contracts';
import { createKeys, TaskQueue, type ClaimedTask } from '@workstream/engine';
import { RedisServer, snapshot } from '@workstream/testing';
import type { Redis } from 'ioredis';
import supertest from 'supertest';
import { createApi } from '../../src/api/create-api';
import { loadConfig } from '../../src/shared/config';

const WORKER = 'spec-worker';

/** The whole API in this process, on a port of its own, with a Redis of its own. */
export class TestApi {
  /** Brings tasks into the state that a spec begins with. */
  readonly queue: TaskQueue;
  readonly client: Redis;

  private constructor(
    readonly app: NestExpressApplication,
    readonly redis: RedisServer,
  ) {
    this.client = redis.client();
    this.queue = new TaskQueue({ redis: this.client, keys: createKeys() });
  }

  static async start(environment: Readonly<Record<string, string>> = {}): Promise<TestApi> {
    const redis = await RedisServer.start();
    const app = await createApi(
      loadConfig({ REDIS_URL: redis.url, LOG_LEVEL: 'error', CONSOLE_DIR: '/nowhere', ...environment }),
    );
    await app.listen(0, '127.0.0.1');
    return new TestApi(app, redis);
  }

  get http() {
    return supertest(this.app.getHttpServer());
  }

  url(path: string): string {
    const { port } = this.app.getHttpServer().address() as AddressInfo;
    return `http://127.0.0.1:${String(port)}${path}`;
  }

  /** Everything that Redis holds. */
  keys(): Promise<Record<string, unknown>> {
    return snapshot(this.client);
  }

  async claimed(): Promise<ClaimedTask> {
    const { tasks } = await this.queue.claim({ workerId: WORKER, want: 1, heartbeatTtlMs: 60_000, random: 0 });
    const [task] = tasks;
    if (!task) throw new Error('There was nothing to claim');
    return task;
  }

  /** A worker that beats, as others see it, without one that works. */
  async pretendWorker(workerId: string, vitals: object = {}): Promise<void> {
    const keys = createKeys();
    await this.client.set(keys.heartbeat(workerId), JSON.stringify(vitals), 'PX', 60_000);
    await this.client.zadd(keys.knownWorkers, Date.now(), workerId);
  }

  /** The id of a task that ended in the DLQ at its first attempt. */
  async deadTask(): Promise<string> {
    const { id } = await this.queue.enqueue({ type: 'summarize', content: 'A text.' });
    const { attempt } = await this.claimed();
    const failure = {
      errorType: 'InvalidInput',
      message: 'No use',
      permanent: true,
      restMs: 0,
      usesRetry: true,
    } as const;
    await this.queue.fail(WORKER, [{ id, attempt, ...failure }]);
    return id;
  }

  async complete({ id, attempt }: ClaimedTask, result: object): Promise<void> {
    await this.queue.complete(WORKER, [{ id, attempt, resultJson: JSON.stringify(result) }]);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.redis.stop();
  }
}

/** Expects a well-formed problem with this status that tells nothing of the machine or the code. */
export function expectProblem(answer: supertest.Response, status: number): Problem {
  expect([answer.status, answer.type]).toEqual([status, 'application/problem+json']);
  const problem = JSON.parse(answer.text) as Problem;
  expect(problem).toMatchObject({ status, trace_id: answer.get('X-Request-Id') });
  expect(problem.type).toMatch(/^urn:workstream:problem:[a-z-]+$/);
  expect(answer.text).not.toMatch(/node_modules|\bat \/|Exception|ioredis|stack/i);
  return problem;
}
