import { systemClock, type Clock } from '@workstream/engine';
import { EMULATOR_KEYS, startEmulator, type Emulator } from '../../emulator';
import { loadConfig } from '../config';
import { openGate } from './call-gate';
import { OpenRouterClient } from './openrouter-client';
import { OpenRouterStatusService } from './openrouter-status.service';

let emulator: Emulator;
const clients: OpenRouterClient[] = [];

beforeEach(async () => void (emulator = await startEmulator({ creditUsd: 5 })));
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.onApplicationShutdown()));
  await emulator.close();
});

function serviceFor(apiKey: string | null, clock: Clock = systemClock): OpenRouterStatusService {
  const config = loadConfig({ OPENROUTER_API_KEY: apiKey ?? '', OPENROUTER_BASE_URL: emulator.baseUrl });
  if (apiKey === null) return new OpenRouterStatusService(config, null, clock);
  const client = new OpenRouterClient({ ...config.openrouter, apiKey, clock, gate: openGate });
  clients.push(client);
  return new OpenRouterStatusService(config, client, clock);
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
      cache_hit: false,
    });
  });

  it('claims no balance where a key has no limit', async () => {
    await emulator.close();
    emulator = await startEmulator({ creditUsd: null });
    expect(await serviceFor(EMULATOR_KEYS.inference).status()).toMatchObject({ status: 'active', balance: null });
  });

  it('knows a wrong key, an empty purse and a server that is away apart', async () => {
    expect(await serviceFor('sk-or-wrong').status()).toMatchObject({ status: 'api_key_invalid', balance: null });
    emulator.provider.account(EMULATOR_KEYS.inference)?.charge(5, systemClock.now());
    expect(await serviceFor(EMULATOR_KEYS.inference).status()).toMatchObject({
      status: 'credits_exhausted',
      balance: 0,
    });
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

  it('asks once for all who want to know at the same time, and again only when that is old or was demanded', async () => {
    let nowMs = 1_000_000;
    const service = serviceFor(EMULATOR_KEYS.inference, { ...systemClock, now: () => nowMs });
    await Promise.all([service.status(), service.status(), service.status()]);
    expect(await service.status()).toMatchObject({ cache_hit: true });
    expect(asked()).toBe(1);
    await service.status({ isForced: true });
    nowMs += 60_000;
    await service.status();
    expect(asked()).toBe(3);
  });
});
