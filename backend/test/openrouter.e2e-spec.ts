import { routes } from '@workstream/contracts';
import { EMULATOR_KEYS, startEmulator } from '../src/emulator';
import { TestApi } from './support/test-api';

const NOTHING_KNOWN = {
  balance: null,
  usage_today: null,
  usage_month: null,
  last_check: null,
  error_details: null,
  consecutive_failures: 0,
  circuit_breaker_open: false,
  cache_hit: false,
};

describe('GET /openrouter/status', () => {
  it('says that there is no key, and that tasks run locally', async () => {
    const api = await TestApi.start();
    const { body } = await api.http.get(routes.openrouterStatus).query({ force_refresh: 'true' }).expect(200);
    expect(body).toEqual({
      status: 'api_key_missing',
      message: expect.stringContaining('local provider'),
      ...NOTHING_KNOWN,
    });
    await api.stop();
  });

  it('checks a key, asks again on demand only, and never shows it', async () => {
    const emulator = await startEmulator();
    const environment = { OPENROUTER_API_KEY: EMULATOR_KEYS.inference, OPENROUTER_BASE_URL: emulator.baseUrl };
    const api = await TestApi.start(environment);
    const first = await api.http.get(routes.openrouterStatus).expect(200);
    expect(first.body).toMatchObject({ status: 'active', balance: 25, usage_today: 0, cache_hit: false });
    const second = await api.http.get(routes.openrouterStatus).expect(200);
    expect(second.body).toMatchObject({ status: 'active', cache_hit: true });
    const third = await api.http.get(routes.openrouterStatus).query({ force_refresh: 'true' }).expect(200);
    expect(third.body).toMatchObject({ cache_hit: false });
    expect(first.text).not.toContain(EMULATOR_KEYS.inference);
    await api.stop();
    await emulator.close();
  });

  it('says that a key is refused', async () => {
    const emulator = await startEmulator();
    const api = await TestApi.start({ OPENROUTER_API_KEY: 'sk-or-canary', OPENROUTER_BASE_URL: emulator.baseUrl });
    const answer = await api.http.get(routes.openrouterStatus).expect(200);
    expect(answer.body).toMatchObject({ status: 'api_key_invalid', consecutive_failures: 1 });
    expect(answer.text).not.toContain('canary');
    await api.stop();
    await emulator.close();
  });
});
