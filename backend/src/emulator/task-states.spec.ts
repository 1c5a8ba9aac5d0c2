import {
  CircuitBreaker,
  Consumer,
  createKeys,
  createWorkerId,
  defaultBackoff,
  RateLimiter,
  silentLogger,
  SpendLedger,
  systemClock,
  TaskQueue,
  TaskStore,
  type BackoffPolicies,
} from '@workstream/engine';
import type { ErrorType, TaskRecord } from '@workstream/contracts';
import { breaches, RedisServer, until } from '@workstream/testing';
import { readText } from '../../test/fixtures/read-fixture';
import { loadConfig } from '../shared/config';
import { OpenRouterClient } from '../shared/openrouter';
import { FleetGate } from '../shared/openrouter/fleet-gate';
import { SummarizeHandler } from '../worker/handlers/summarize/summarize-handler';
import { ANSWER_FAULTS, REPLY_FAULTS, type FaultRule } from './faults';
import { EMULATOR_KEYS } from './provider';
import { startEmulator, type Emulator } from './start-emulator';

jest.setTimeout(30_000);

type Fault = FaultRule['fault'];
type End = Partial<Pick<TaskRecord, 'state' | 'attempt' | 'retry_count' | 'error_type'>>;

const TEXT = readText('night-trains.txt');
/** As the fleet has it, only that a failed task rests for a millisecond. */
const impatient = Object.fromEntries(
  Object.keys(defaultBackoff).map((name) => [name, { delaysMs: [1], jitter: 0 }]),
) as unknown as BackoffPolicies;

const unharmed: End = { state: 'COMPLETED', attempt: 1, retry_count: 0, error_type: null };
const retried: End = { state: 'COMPLETED', attempt: 2, retry_count: 1 };
const waited: End = { state: 'COMPLETED', attempt: 2, retry_count: 0 };
const dead: End = { state: 'DLQ', attempt: 1, error_type: 'InvalidInput' };
const held = (errorType: ErrorType): End => ({ state: 'SCHEDULED', attempt: 1, retry_count: 0, error_type: errorType });

/** Where a task stands after its first call met the fault, and no other call did. */
const ENDS: readonly (readonly [Fault, End])[] = [
  ['split_utf8', unharmed],
  ['joined_events', unharmed],
  ['odd_extras', unharmed],
  ['no_usage', unharmed],
  // A summary that was cut is asked for again within the attempt; one that is no JSON need be none.
  ['cut_by_length', unharmed],
  ['not_json', unharmed],
  ['wrong_json', unharmed],
  ['no_models', retried],
  ['request_timeout', retried],
  ['server_error', retried],
  ['bad_gateway', retried],
  ['unavailable', retried],
  ['timeout', retried],
  ['origin_timeout', retried],
  ['overloaded', retried],
  ['error_in_ok', retried],
  ['html', retried],
  ['garbage', retried],
  ['empty_body', retried],
  ['connection_reset', retried],
  ['no_choices', retried],
  ['empty_answer', retried],
  ['finish_error', retried],
  ['string_code', retried],
  ['truncated', retried],
  ['broken_off', retried],
  ['garbage_event', retried],
  ['endless_body', retried],
  ['slow_headers', retried],
  ['slow_first_byte', retried],
  ['only_comments', retried],
  ['stall', retried],
  ['rate_limited', waited],
  ['rate_limited_bare', waited],
  ['capacity_exhausted', waited],
  ['rate_limited_mid_stream', waited],
  ['guardrail', dead],
  ['moderation', dead],
  ['not_found', dead],
  ['free_variant_ended', dead],
  ['too_large', dead],
  ['unprocessable', dead],
  ['unauthorized', held('ServiceUnavailable')],
  ['out_of_credits', held('CreditsExhausted')],
];

describe('A task whose call met', () => {
  const keys = createKeys();
  let redis: RedisServer;
  let emulator: Emulator;
  let client: OpenRouterClient;
  let consumer: Consumer;
  let queue: TaskQueue;
  let store: TaskStore;

  beforeAll(async () => void (redis = await RedisServer.start()));
  afterAll(() => redis.stop());
  beforeEach(async () => {
    emulator = await startEmulator();
    const connection = { redis: redis.client(), keys };
    queue = new TaskQueue(connection);
    store = new TaskStore(connection);
    consumer = consumerOf(queue, store);
  });
  afterEach(async () => {
    await consumer.stop({ graceMs: 0 });
    await client.onApplicationShutdown();
    await emulator.close();
    expect(await breaches(redis.client())).toEqual([]);
    await redis.client().flushall();
  });

  /** A worker's parts as the worker has them, with little patience. */
  function consumerOf(tasks: TaskQueue, records: TaskStore): Consumer {
    const config = loadConfig({
      OPENROUTER_API_KEY: EMULATOR_KEYS.inference,
      OPENROUTER_BASE_URL: emulator.baseUrl,
      OPENROUTER_MODEL: 'emulator/large-text',
      OPENROUTER_HEADERS_TIMEOUT_MS: '500',
      OPENROUTER_IDLE_TIMEOUT_MS: '500',
      OPENROUTER_CALL_TIMEOUT_MS: '2000',
    });
    const { openrouter: settings } = config;
    const connection = { redis: redis.client(), keys };
    const workerId = createWorkerId();
    const gate = new FleetGate({
      breaker: new CircuitBreaker({ ...connection, service: 'openrouter' }),
      limiter: new RateLimiter(connection),
      ledger: new SpendLedger({ ...connection, workerId }),
      queue: tasks,
      settings,
      logger: silentLogger,
    });
    client = new OpenRouterClient({ ...settings, apiKey: EMULATOR_KEYS.inference, clock: systemClock, gate });
    return new Consumer({
      queue: tasks,
      store: records,
      blocking: redis.client(),
      keys,
      handlers: new Map([['summarize', new SummarizeHandler(config, client)]]),
      workerId,
      concurrency: 4,
      heartbeat: { ttlMs: 15_000 },
      backoff: impatient,
    });
  }

  const enqueue = async (): Promise<string> => (await queue.enqueue({ type: 'summarize', content: TEXT })).id;
  const reached = (id: string, state: string | undefined): Promise<TaskRecord> =>
    until(`the task is ${String(state)}`, async () => {
      const task = await store.get(id);
      return task?.state === state && task;
    });

  it.each(ENDS)('%s once stands where it should', async (fault, end) => {
    emulator.fail({ fault, ...(/rate|capacity/.test(fault) ? { retryAfterS: 1 } : {}) });
    const id = await enqueue();
    consumer.start();
    const task = await reached(id, end.state);
    expect(task).toMatchObject(end);
    expect(task.result !== null).toBe(end.state === 'COMPLETED');
    expect(emulator.completions()[0]?.fault).toBe(fault);
  });

  it('every fault is in the table', () => {
    const named = ENDS.map(([fault]): string => fault);
    expect(named.toSorted()).toEqual([...REPLY_FAULTS, ...ANSWER_FAULTS].toSorted());
  });

  it.each(['server_error', 'broken_off', 'garbage'] as const)(
    '%s each time is a dead letter in the end',
    async (fault) => {
      emulator.fail({ fault, times: null });
      const id = await enqueue();
      consumer.start();
      const task = await reached(id, 'DLQ');
      expect(task).toMatchObject({ attempt: 4, retry_count: 3 });
      expect(task.error_history).toHaveLength(4);
    },
  );

  it.each(['unauthorized', 'out_of_credits'] as const)('%s makes all others wait without a call', async (fault) => {
    emulator.fail({ fault, times: null });
    const first = await enqueue();
    consumer.start();
    await reached(first, 'SCHEDULED');
    const second = await enqueue();
    const claim = { workerId: createWorkerId(), want: 1, heartbeatTtlMs: 60_000, random: 0 };
    expect((await queue.claim(claim)).tasks).toEqual([]);
    expect(await store.get(second)).toMatchObject({ state: 'PENDING', attempt: 0, retry_count: 0 });
    expect(emulator.completions()).toHaveLength(1);
  });
});
