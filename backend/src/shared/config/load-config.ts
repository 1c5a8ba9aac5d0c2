import { readFileSync } from 'node:fs';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import type { AppConfig } from './app-config';
import { Environment, SECRET_VARIABLES, VARIABLE_NAMES } from './environment';
import { redisAddress, redisProblems } from './redis-address';

const DAY_MS = 24 * 60 * 60 * 1000;

type Variables = Readonly<Record<string, string | undefined>>;

/** The environment holds values the process must not start with. `problems` are plain sentences, all of them at once. */
export class InvalidConfigError extends Error {
  constructor(
    readonly problems: readonly string[],
    options?: ErrorOptions,
  ) {
    super(problems.map((problem) => `Invalid configuration: ${problem}`).join('\n'), options);
    this.name = 'InvalidConfigError';
  }
}

/** Reads this process's environment. Throws `InvalidConfigError`. */
export const readConfig = (): AppConfig => loadConfig(process.env);

/** Turns environment variables into the typed configuration. Throws `InvalidConfigError` naming every wrong one. */
export function loadConfig(variables: Variables): AppConfig {
  const problems: string[] = [];
  const given = withSecretFiles(withoutEmpty(variables), problems);
  const known = Object.fromEntries(Object.entries(given).filter(([name]) => VARIABLE_NAMES.includes(name)));
  const environment = plainToInstance(Environment, known, { exposeDefaultValues: true });
  problems.push(...validateSync(environment).map((error) => describe(error, given)), ...unknownNames(given));
  problems.push(...redisProblems(given));
  if (problems.length > 0) throw new InvalidConfigError(problems);
  return deepFreeze(toConfig(environment));
}

// `NAME=` in a compose file means that nothing was chosen.
const withoutEmpty = (variables: Variables): Variables =>
  Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''));

function withSecretFiles(variables: Variables, problems: string[]): Variables {
  const found: Record<string, string> = {};
  for (const name of SECRET_VARIABLES) {
    const path = variables[`${name}_FILE`];
    if (path === undefined) continue;
    if (variables[name] !== undefined) problems.push(`${name} and ${name}_FILE are both set; keep one of them`);
    else readSecret(name, path, found, problems);
  }
  return { ...variables, ...found };
}

function readSecret(name: string, path: string, found: Record<string, string>, problems: string[]): void {
  try {
    found[name] = readFileSync(path, 'utf8').trim();
  } catch {
    problems.push(`${name}_FILE names a file that cannot be read (got '${path}')`);
  }
}

function describe(error: ValidationError, given: Variables): string {
  const rule = Object.values(error.constraints ?? {}).join(' and ');
  const isSecret = (SECRET_VARIABLES as readonly string[]).includes(error.property);
  return `${error.property} ${rule}${isSecret ? '' : ` (got '${given[error.property] ?? ''}')`}`;
}

const unknownNames = (given: Variables): string[] =>
  Object.keys(given)
    .filter((name) => name.startsWith('WORKSTREAM_') && !VARIABLE_NAMES.includes(name))
    .map((name) => `${name} is not a known variable; is it misspelt?`);

function toConfig(env: Environment): AppConfig {
  return {
    isProduction: env.NODE_ENV === 'production',
    logLevel: env.LOG_LEVEL,
    redis: { address: redisAddress(env), keyPrefix: env.REDIS_KEY_PREFIX },
    http: {
      host: env.HOST,
      port: env.PORT,
      consoleDir: env.CONSOLE_DIR,
      insecureOpen: env.WORKSTREAM_INSECURE_OPEN !== undefined,
      requestsPerMinute: env.API_REQUESTS_PER_MINUTE,
      uploadsAtOnce: env.API_UPLOADS_AT_ONCE,
      streamsAtOnce: env.API_STREAMS_AT_ONCE,
      sseHeartbeatMs: env.SSE_HEARTBEAT_MS,
    },
    worker: {
      concurrency: env.CELERY_WORKER_CONCURRENCY ?? env.WORKER_CONCURRENCY,
      memoryLimitMib: env.WORKER_MEMORY_LIMIT || null,
      heartbeatTtlMs: env.HEARTBEAT_TTL_MS,
      reapEveryMs: env.REAP_EVERY_MS,
    },
    tasks: {
      maxRetries: env.MAX_RETRIES,
      maxCrashes: env.MAX_CRASHES,
      maxAgeMs: env.MAX_TASK_AGE * 1000,
      retryShare: { warningDepth: env.RETRY_QUEUE_WARNING, criticalDepth: env.RETRY_QUEUE_CRITICAL },
      summarizeTimeoutMs: env.SUMMARIZE_TIMEOUT_MS,
      pdfxtractTimeoutMs: env.PDFXTRACT_TIMEOUT_MS,
    },
    retention: {
      keepMs: {
        completed: env.KEEP_COMPLETED_DAYS * DAY_MS,
        cancelled: env.KEEP_COMPLETED_DAYS * DAY_MS,
        dlq: env.KEEP_DLQ_DAYS * DAY_MS,
      },
      memoryShare: env.KEEP_MEMORY_PERCENT / 100,
    },
    shutdownGraceMs: env.SHUTDOWN_GRACE_MS,
    openrouter: {
      apiKey: env.OPENROUTER_API_KEY ?? null,
      baseUrl: env.OPENROUTER_BASE_URL,
      model: env.OPENROUTER_MODEL,
      pdfModel: env.OPENROUTER_PDF_MODEL,
      pdfEngine: env.OPENROUTER_PDF_ENGINE,
      headersTimeoutMs: env.OPENROUTER_HEADERS_TIMEOUT_MS,
      idleTimeoutMs: env.OPENROUTER_IDLE_TIMEOUT_MS,
      callTimeoutMs: env.OPENROUTER_CALL_TIMEOUT_MS,
      parallelCalls: env.OPENROUTER_PARALLEL_CALLS,
      answerCacheS: env.OPENROUTER_ANSWER_CACHE_SECONDS,
      pdfMinCoverage: env.PDF_MIN_COVERAGE_PERCENT / 100,
      rateLimit: {
        requests: env.OPENROUTER_RATE_LIMIT_REQUESTS || null,
        tokens: env.OPENROUTER_RATE_LIMIT_TOKENS || null,
        windowMs: env.OPENROUTER_RATE_LIMIT_WINDOW_MS,
      },
      caps: { dayUsd: env.OPENROUTER_DAY_CAP_USD ?? null, monthUsd: env.OPENROUTER_MONTH_CAP_USD ?? null },
      breaker: {
        failurePercent: Math.round(env.CIRCUIT_FAILURE_THRESHOLD * 100),
        minimumCalls: env.CIRCUIT_VOLUME_THRESHOLD,
        openMs: env.CIRCUIT_TIMEOUT * 1000,
      },
      emulatorPort: env.OPENROUTER_EMULATOR_PORT,
    },
  };
}

function deepFreeze<T extends object>(value: T): T {
  for (const child of Object.values(value)) if (typeof child === 'object' && child !== null) deepFreeze(child);
  return Object.freeze(value);
}
