import { CircuitBreaker, createKeys, RateLimiter, systemClock } from '@workstream/engine';
import { RedisServer, until } from '@workstream/testing';
import { EMULATOR_KEYS, startEmulator, type Emulator } from '../../emulator';
import { loadConfig } from '../config';
import { openGate } from './call-gate';
import { OpenRouterClient } from './openrouter-client';
import { OpenRouterStatusService } from './openrouter-status.service';

let redis: RedisServer;
let emulator: Emulator;
const clients: OpenRouterClient[] = [];

beforeAll(async () => void (redis = await RedisServer.start()));
afterAll(() => redis.stop());
beforeEach(async () => {
  await redis.client().flushall();
  emulator = await startEmulator({ creditUsd: 5 });
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.onApplicationShutdown()));
  await emulator.close();
});

function serviceFor(apiKey: string | null): OpenRouterStatusService {
  const config = loadConfig({ OPENROUTER_API_KEY: apiKey ?? '', OPENROUTER_BASE_URL: emulator.baseUrl });
  const connection = { redis: redis.client(), keys: createKeys() };
  const breaker = new CircuitBreaker({ ...connection, service: 'openrouter' });
  const limiter = new RateLimiter(connection);
  const client =
    apiKey === null ? null : new OpenRouterClient({ ...config.openrouter, apiKey, clock: systemClock, gate: openGate });
  if (client) clients.push(client);
  return new OpenRouterStatusService(config, client, breaker, limiter, connection.redis, connection.keys, systemClock);
}

const asked = (): number => emulator.provider.log.all('/key').length;

describe('OpenRouterStatusService', () => {
  it('asks nobody without a key', async () => {
    expect(await serviceFor(null).status({ isForced: true })).toMatchObject({ status: 'api_key_missing' });
    expect(emulator.provider.log.all()).toHaveLength(0);
  });

  it('shows what is left and what was used', async () => {
    emulator.provider.account(EMULATOR_KEYS.inference)?.charge(1.25, systemClock.now());
    expect(await serviceFor(EMULATOR_KEYS.inference).status()).toMatchObject({
      status: 'active',
      balance: 3.75,
      usage_today: 1.25,
      usage_month: 1.25,
      last_check: expect.any(String),
      error_details: null,
      circuit_breaker_open: false,
      cache_hit: false,
    });
  });

  it('claims no balance where a key has no limit', async () => {
    await emulator.close();
    emulator = await startEmulator({ creditUsd: null });
    expect(await serviceFor(EMULATOR_KEYS.inference).status()).toMatchObject({ status: 'active', balance: null });
  });

  it('knows a wrong key from an empty purse, and shows what is new when that is demanded', async () => {
    expect(await serviceFor('sk-or-wrong').status()).toMatchObject({ status: 'api_key_invalid', balance: null });
    emulator.provider.account(EMULATOR_KEYS.inference)?.charge(5, systemClock.now());
    const service = serviceFor(EMULATOR_KEYS.inference);
    expect(await service.status({ isForced: true })).toMatchObject({ status: 'credits_exhausted', balance: 0 });
  });

  it('says that a provider is away, and how often in a row', async () => {
    const service = serviceFor(EMULATOR_KEYS.inference);
    await emulator.close();
    await service.status();
    expect(await service.status({ isForced: true })).toMatchObject({
      status: 'service_unavailable',
      error_details: expect.any(String),
      consecutive_failures: 2,
    });
    emulator = await startEmulator();
  });

  it('asks once for all processes, and again only when that is demanded', async () => {
    const [one, other] = [serviceFor(EMULATOR_KEYS.inference), serviceFor(EMULATOR_KEYS.inference)];
    await one.status();
    const answers = await Promise.all([one.status(), other.status(), other.status()]);
    expect(answers.map(({ status, cache_hit: isHit }) => [status, isHit])).toEqual([
      ['active', true],
      ['active', true],
      ['active', true],
    ]);
    expect(asked()).toBe(1);
    expect(await other.status({ isForced: true })).toMatchObject({ cache_hit: false });
    expect(asked()).toBe(2);
  });

  it('tells what the fleet has learned: a provider that asked to wait, and one that is not asked', async () => {
    const service = serviceFor(EMULATOR_KEYS.inference);
    const connection = { redis: redis.client(), keys: createKeys() };
    await new RateLimiter(connection).penalise({ retryAfterMs: 60_000 });
    await new CircuitBreaker({ ...connection, service: 'openrouter' }).open('a person said so');
    expect(await service.status()).toMatchObject({ status: 'rate_limited', circuit_breaker_open: true });
  });

  it('answers at once where nobody may wait, and learns meanwhile', async () => {
    const service = serviceFor(EMULATOR_KEYS.inference);
    expect(service.current()).toMatchObject({ status: 'service_unavailable', last_check: null });
    await until('it has learned', () => service.current().status === 'active');
    expect(asked()).toBe(1);
  });
});
