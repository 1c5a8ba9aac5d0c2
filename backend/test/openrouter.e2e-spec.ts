import { routes } from '@workstream/contracts';
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

  it('claims nothing about a key that it does not use, and never shows it', async () => {
    const api = await TestApi.start({ OPENROUTER_API_KEY: 'sk-or-canary' });
    const answer = await api.http.get(routes.openrouterStatus).expect(200);
    expect(answer.body).toMatchObject({
      message: expect.stringContaining('neither checked nor used'),
      last_check: null,
    });
    expect((answer.body as { status: string }).status).not.toBe('active');
    expect(answer.text).not.toContain('canary');
    await api.stop();
  });
});
