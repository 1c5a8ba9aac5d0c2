import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VARIABLE_NAMES } from './environment';
import { InvalidConfigError, loadConfig } from './load-config';
import { VERSION } from './version';

const problemsOf = (variables: Record<string, string>): readonly string[] => {
  try {
    loadConfig(variables);
  } catch (error) {
    if (error instanceof InvalidConfigError) return error.problems;
    throw error;
  }
  return [];
};

const exampleLines = readFileSync(join(__dirname, '../../../../.env.example'), 'utf8')
  .split('\n')
  .map((line) => /^#?([A-Z_]+)=(.*)$/.exec(line))
  .filter((match) => match !== null)
  .map((match): [string, string] => [match[1] ?? '', match[2] ?? '']);

describe('loadConfig', () => {
  it('needs nothing: an empty environment is a working configuration', () => {
    const config = loadConfig({});
    expect(config.http).toMatchObject({ host: '127.0.0.1', port: 8000, insecureOpen: false });
    expect(config.redis.address).toEqual({ url: 'redis://127.0.0.1:6379', options: {} });
  });

  it('cannot be changed after it was read', () => {
    const config = loadConfig({});
    expect(Object.isFrozen(config) && Object.isFrozen(config.http)).toBe(true);
  });

  it('names every wrong variable at once, with the rule and what was found', () => {
    expect(problemsOf({ PORT: 'abc', LOG_LEVEL: 'loud', MAX_RETRIES: '-1' })).toEqual([
      "PORT must be an integer from 1 to 65535 (got 'abc')",
      "MAX_RETRIES must be an integer from 0 to 20 (got '-1')",
      "LOG_LEVEL must be 'debug' or 'info' or 'warn' or 'error' (got 'loud')",
    ]);
  });

  it.each(['0', '65536', '1e3', '0x10', ' 80', '8000.5', 'NaN'])('refuses PORT=%j', (PORT) => {
    expect(problemsOf({ PORT })).toHaveLength(1);
  });

  it('takes an empty variable as not given', () => {
    expect(loadConfig({ PORT: '', OPENROUTER_API_KEY: '' })).toMatchObject({
      http: { port: 8000 },
      openrouter: { apiKey: null },
    });
  });

  it('refuses a misspelt variable of its own', () => {
    expect(problemsOf({ WORKSTREAM_INSECURE_OPN: 'yes-i-know' })).toEqual([
      'WORKSTREAM_INSECURE_OPN is not a known variable; is it misspelt?',
    ]);
  });

  it('takes the Sentinels and the name of their master in place of an address', () => {
    const given = { REDIS_SENTINELS: 'a:26379,b:26380', REDIS_SENTINEL_NAME: 'main', REDIS_PASSWORD: 'secret' };
    const sentinels = [
      { host: 'a', port: 26379 },
      { host: 'b', port: 26380 },
    ];
    expect(loadConfig(given).redis.address).toEqual({ options: { sentinels, name: 'main', password: 'secret' } });
    expect(problemsOf({ ...given, REDIS_URL: 'redis://127.0.0.1:6379' })).toEqual([
      'REDIS_URL and REDIS_SENTINELS each say where Redis is; keep one of them',
    ]);
    expect(problemsOf({ REDIS_SENTINELS: 'redis://a' })).toEqual([
      "REDIS_SENTINELS must be host:port, or several with commas between (got 'redis://a')",
    ]);
  });

  it.each(['', 'workstream:', '{}:'])('refuses a Cluster without a hash tag in the prefix (%j)', (REDIS_KEY_PREFIX) => {
    expect(problemsOf({ REDIS_CLUSTER_NODES: 'a:7000', REDIS_KEY_PREFIX })).toEqual([
      `REDIS_KEY_PREFIX must hold a hash tag on Redis Cluster, for example {workstream}: (got '${REDIS_KEY_PREFIX}')`,
    ]);
  });

  it('takes a Cluster whose keys share a slot', () => {
    const { redis } = loadConfig({ REDIS_CLUSTER_NODES: 'a:7000', REDIS_KEY_PREFIX: '{workstream}:' });
    expect(redis.address).toEqual({ nodes: [{ host: 'a', port: 7000 }], options: {} });
  });

  it('takes a certificate authority where there is TLS, and only there', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'workstream-config-')), 'ca.pem');
    writeFileSync(path, 'PEM');
    const given = { REDIS_URL: 'rediss://127.0.0.1:6379', REDIS_TLS_CA_FILE: path };
    expect(loadConfig(given).redis.address.options).toEqual({ tls: { ca: 'PEM' } });
    expect(problemsOf({ REDIS_TLS_CA_FILE: path })).toHaveLength(1);
    expect(problemsOf({ ...given, REDIS_TLS_CA_FILE: '/nowhere' })).toHaveLength(1);
  });

  it('takes the documented names of the circuit breaker, its share between nothing and one', () => {
    const given = { CIRCUIT_FAILURE_THRESHOLD: '0.25', CIRCUIT_VOLUME_THRESHOLD: '20', CIRCUIT_TIMEOUT: '5' };
    const breaker = { failurePercent: 25, minimumCalls: 20, openMs: 5000 };
    expect(loadConfig(given).openrouter.breaker).toEqual(breaker);
    for (const share of ['0', '0.00', '1.01', '50', '.5'])
      expect(problemsOf({ CIRCUIT_FAILURE_THRESHOLD: share })).toHaveLength(1);
  });

  it('opens the door only for the exact words', () => {
    expect(problemsOf({ WORKSTREAM_INSECURE_OPEN: 'true' })).toHaveLength(1);
    expect(loadConfig({ WORKSTREAM_INSECURE_OPEN: 'yes-i-know' }).http.insecureOpen).toBe(true);
  });

  it("takes the older name of a worker's concurrency, and prefers it", () => {
    expect(loadConfig({ CELERY_WORKER_CONCURRENCY: '3' }).worker.concurrency).toBe(3);
    expect(loadConfig({ CELERY_WORKER_CONCURRENCY: '3', WORKER_CONCURRENCY: '5' }).worker.concurrency).toBe(3);
  });

  it('never repeats a secret', () => {
    const problems = problemsOf({ REDIS_URL: 'http://user:hunter2@host', OPENROUTER_API_KEY: 'hunter2 hunter2' });
    expect(problems).toHaveLength(2);
    expect(problems.join()).not.toContain('hunter2');
  });

  it('reads a secret from a file', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'workstream-config-')), 'key');
    writeFileSync(path, 'sk-or-from-file\n');
    expect(loadConfig({ OPENROUTER_API_KEY_FILE: path }).openrouter.apiKey).toBe('sk-or-from-file');
    expect(problemsOf({ OPENROUTER_API_KEY_FILE: path, OPENROUTER_API_KEY: 'x' })).toEqual([
      'OPENROUTER_API_KEY and OPENROUTER_API_KEY_FILE are both set; keep one of them',
    ]);
    expect(problemsOf({ OPENROUTER_API_KEY_FILE: '/nowhere' })).toHaveLength(1);
  });
});

describe('.env.example', () => {
  it('lists every variable once', () => {
    expect(exampleLines.map(([name]) => name).toSorted()).toEqual([...VARIABLE_NAMES].toSorted());
  });

  it('shows the defaults', () => {
    expect(loadConfig(Object.fromEntries(exampleLines))).toEqual(loadConfig({}));
  });
});

describe('VERSION', () => {
  it('is the version of the package', () => {
    const { version } = JSON.parse(readFileSync(join(__dirname, '../../../../package.json'), 'utf8'));
    expect(VERSION).toBe(version);
  });
});
