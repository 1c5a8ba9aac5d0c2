import { accessSync, constants } from 'node:fs';
import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { buildMessage, IsOptional, ValidateBy } from 'class-validator';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
/** The quietest message that is still written. */
export type LogLevel = (typeof LOG_LEVELS)[number];

export const PDF_ENGINES = ['text', 'native', 'cloudflare-ai', 'mistral-ocr'] as const;
/** What a model gets of a PDF: the text of its pages, or the file, read by the model or by an engine of the provider. */
export type PdfEngine = (typeof PDF_ENGINES)[number];

const HOSTS = /^[\w.-]+:\d{1,5}(,[\w.-]+:\d{1,5})*$/;
const SECRET = /^[\x21-\x7e]{1,512}$/;
const MODEL = /^[\w.:@/-]{1,200}$/;
const LARGEST_USD = 1_000_000_000;
const LARGEST_DELAY_MS = 24 * 60 * 60 * 1000;

const check = (name: string, rule: string, test: (value: unknown) => boolean): PropertyDecorator =>
  ValidateBy({ name, validator: { validate: test, defaultMessage: buildMessage(() => rule) } });

// Number('') is 0 and Number('0x10') is 16: only plain digits count as a number here.
const toInteger = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;

const IsWhole = (min: number, max: number): PropertyDecorator =>
  applyDecorators(
    Transform(toInteger),
    check('isWhole', `must be an integer from ${String(min)} to ${String(max)}`, (value) => {
      return Number.isSafeInteger(value) && Number(value) >= min && Number(value) <= max;
    }),
  );

const IsMs = (min: number): PropertyDecorator => IsWhole(min, LARGEST_DELAY_MS);

function isReadable(path: unknown): boolean {
  try {
    accessSync(String(path), constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

const toDollars = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^\d+(\.\d{1,6})?$/.test(value) ? Number(value) : value;

const IsUsd = (): PropertyDecorator =>
  applyDecorators(
    Transform(toDollars),
    check('isUsd', 'must be an amount of dollars with at most six decimals', (value) => {
      return typeof value === 'number' && value <= LARGEST_USD;
    }),
  );

const toShare = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^(0\.\d{1,2}|1|1\.00?)$/.test(value) ? Number(value) : value;

const IsShare = (): PropertyDecorator =>
  applyDecorators(
    Transform(toShare),
    check('isShare', 'must be a share from 0.01 to 1 with at most two decimals', (value) => {
      return typeof value === 'number' && value > 0;
    }),
  );

const IsOneOf = (allowed: readonly string[]): PropertyDecorator =>
  check('isOneOf', `must be ${allowed.map((word) => `'${word}'`).join(' or ')}`, (value) =>
    allowed.includes(String(value)),
  );

const Matches = (pattern: RegExp, rule: string): PropertyDecorator =>
  check('matches', rule, (value) => pattern.test(String(value)));

/** The environment variables, by their own names, each with its default and its rule. The schema of `.env.example`. */
export class Environment {
  @Matches(/^(rediss?:\/\/.+|\/.+)$/, 'must start with redis:// or rediss://, or be the path of a unix socket')
  REDIS_URL = 'redis://127.0.0.1:6379';

  @IsOptional()
  @Matches(HOSTS, 'must be host:port, or several with commas between')
  REDIS_SENTINELS?: string;

  @Matches(/^[\w.-]{1,64}$/, 'must be the name of a master')
  REDIS_SENTINEL_NAME = 'mymaster';

  @IsOptional()
  @Matches(SECRET, 'must be one word of printable characters')
  REDIS_SENTINEL_PASSWORD?: string;

  @IsOptional()
  @Matches(HOSTS, 'must be host:port, or several with commas between')
  REDIS_CLUSTER_NODES?: string;

  @IsOptional()
  @Matches(SECRET, 'must be one word of printable characters')
  REDIS_USERNAME?: string;

  @IsOptional()
  @Matches(SECRET, 'must be one word of printable characters')
  REDIS_PASSWORD?: string;

  @IsOneOf(['true', 'false'])
  REDIS_TLS = 'false';

  @IsOptional()
  @check('isReadable', 'must name a file that can be read', isReadable)
  REDIS_TLS_CA_FILE?: string;

  @Matches(/^[\w.{}:-]{0,64}$/, 'must be at most 64 letters, digits or characters of _-.:{}')
  REDIS_KEY_PREFIX = '';

  @Matches(/^[\w.:%-]{1,255}$/, 'must be an address or a host name')
  HOST = '127.0.0.1';

  @IsWhole(1, 65_535)
  PORT = 8000;

  @IsWhole(1, 1000)
  WORKER_CONCURRENCY = 8;

  @IsOptional()
  @IsWhole(1, 1000)
  CELERY_WORKER_CONCURRENCY?: number;

  @IsWhole(1, 1000)
  WORKER_PREFETCH_MULTIPLIER = 1;

  @IsWhole(0, 64)
  WORKER_REPLICAS = 2;

  @IsWhole(0, 1_048_576)
  WORKER_MEMORY_LIMIT = 0;

  @IsMs(1000)
  HEARTBEAT_TTL_MS = 15_000;

  @IsMs(100)
  REAP_EVERY_MS = 5000;

  @IsMs(0)
  SHUTDOWN_GRACE_MS = 10_000;

  @IsWhole(0, 20)
  MAX_RETRIES = 3;

  @IsWhole(1, 100)
  MAX_CRASHES = 3;

  @IsWhole(1, 100_000_000)
  RETRY_QUEUE_WARNING = 1000;

  @IsWhole(1, 100_000_000)
  RETRY_QUEUE_CRITICAL = 5000;

  @IsWhole(1, 31_536_000)
  MAX_TASK_AGE = 7200;

  @IsWhole(1, 3650)
  KEEP_COMPLETED_DAYS = 7;

  @IsWhole(1, 3650)
  KEEP_DLQ_DAYS = 30;

  @IsWhole(1, 100)
  KEEP_MEMORY_PERCENT = 75;

  @IsMs(1)
  SUMMARIZE_TIMEOUT_MS = 120_000;

  @IsMs(1)
  PDFXTRACT_TIMEOUT_MS = 600_000;

  @IsMs(100)
  SSE_HEARTBEAT_MS = 15_000;

  CONSOLE_DIR = 'dist/console';

  @IsOneOf(LOG_LEVELS)
  LOG_LEVEL: LogLevel = 'info';

  @IsOptional()
  @Matches(/^[\x21-\x7e]{1,512}$/, 'must be one word of printable characters')
  OPENROUTER_API_KEY?: string;

  @Matches(/^https?:\/\/\S+[^/\s]$/, 'must start with http:// or https:// and end without a slash')
  OPENROUTER_BASE_URL = 'https://openrouter.ai/api/v1';

  @Matches(MODEL, 'must be the name of a model')
  OPENROUTER_MODEL = 'openai/gpt-4o-mini';

  @Matches(MODEL, 'must be the name of a model')
  OPENROUTER_PDF_MODEL = 'openai/gpt-4o-mini';

  @IsOneOf(PDF_ENGINES)
  OPENROUTER_PDF_ENGINE: PdfEngine = 'text';

  @IsMs(1)
  OPENROUTER_HEADERS_TIMEOUT_MS = 60_000;

  @IsMs(1)
  OPENROUTER_IDLE_TIMEOUT_MS = 60_000;

  @IsMs(1)
  OPENROUTER_CALL_TIMEOUT_MS = 300_000;

  @IsWhole(1, 64)
  OPENROUTER_PARALLEL_CALLS = 4;

  @IsWhole(0, 31_536_000)
  OPENROUTER_ANSWER_CACHE_SECONDS = 0;

  @IsWhole(0, 1_000_000_000)
  OPENROUTER_RATE_LIMIT_REQUESTS = 0;

  @IsWhole(0, 1_000_000_000)
  OPENROUTER_RATE_LIMIT_TOKENS = 0;

  @IsMs(100)
  OPENROUTER_RATE_LIMIT_WINDOW_MS = 10_000;

  @IsOptional()
  @IsUsd()
  OPENROUTER_DAY_CAP_USD?: number;

  @IsOptional()
  @IsUsd()
  OPENROUTER_MONTH_CAP_USD?: number;

  @IsShare()
  CIRCUIT_FAILURE_THRESHOLD = 0.5;

  @IsWhole(1, 1_000_000)
  CIRCUIT_VOLUME_THRESHOLD = 10;

  @IsWhole(1, 86_400)
  CIRCUIT_TIMEOUT = 60;

  @IsWhole(0, 65_535)
  OPENROUTER_EMULATOR_PORT = 8787;

  @IsWhole(0, 100)
  PDF_MIN_COVERAGE_PERCENT = 50;

  @IsWhole(0, 1_000_000)
  API_REQUESTS_PER_MINUTE = 6000;

  @IsWhole(1, 1_000)
  API_UPLOADS_AT_ONCE = 8;

  @IsWhole(1, 100_000)
  API_STREAMS_AT_ONCE = 5_000;

  @IsOptional()
  NODE_ENV?: string;

  @IsOptional()
  @IsOneOf(['yes-i-know'])
  WORKSTREAM_INSECURE_OPEN?: string;
}

/** Variables whose value never appears in a message. Each may also be given as the path of a file in `NAME_FILE`. */
export const SECRET_VARIABLES = [
  'OPENROUTER_API_KEY',
  'REDIS_URL',
  'REDIS_PASSWORD',
  'REDIS_SENTINEL_PASSWORD',
] as const satisfies readonly (keyof Environment)[];

/** Every name the schema knows; a class field without a default is still a property of its instance. */
export const VARIABLE_NAMES: readonly string[] = Object.keys(new Environment());
