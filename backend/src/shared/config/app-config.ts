import type { RedisAddress } from '@workstream/engine';
import type { LogLevel, PdfEngine } from './environment';

/** Token of the process's `AppConfig`. */
export const APP_CONFIG = Symbol('APP_CONFIG');

/** Everything that can be tuned from outside, parsed and checked once at start. Frozen: nothing changes it later. */
export interface AppConfig {
  /** True: what is only good enough for one person's machine is refused. */
  readonly isProduction: boolean;
  readonly logLevel: LogLevel;
  readonly redis: {
    /** One server, a Sentinel's master or a Cluster. May hold a password: never log it. */
    readonly address: RedisAddress;
    /** Stands before every key, so that several systems can share one Redis. */
    readonly keyPrefix: string;
  };
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly consoleDir: string;
    /** True when the operator asked in so many words to listen without authentication on a reachable address. */
    readonly insecureOpen: boolean;
    /** Requests of one API key in a minute; 0 is no limit. */
    readonly requestsPerMinute: number;
    /** Files that are held in memory at once while they are taken in; one has at most 50 MB. */
    readonly uploadsAtOnce: number;
    /** Event streams that may be open at once. */
    readonly streamsAtOnce: number;
    /** A silent event stream gets a heartbeat this often. */
    readonly sseHeartbeatMs: number;
  };
  readonly worker: {
    readonly concurrency: number;
    /** The worker drains and exits above this much resident memory; null is no limit. */
    readonly memoryLimitMib: number | null;
    readonly heartbeatTtlMs: number;
    readonly reapEveryMs: number;
  };
  readonly tasks: {
    /** Failed attempts that are tried again when the creator of a task does not say. */
    readonly maxRetries: number;
    /** Workers that may die on a task before it is called poison. */
    readonly maxCrashes: number;
    /** A task that has waited longer goes to the DLQ instead of running. */
    readonly maxAgeMs: number;
    /** Depths of the retry queue from which its share of the claims falls. */
    readonly retryShare: { readonly warningDepth: number; readonly criticalDepth: number };
    readonly summarizeTimeoutMs: number;
    readonly pdfxtractTimeoutMs: number;
  };
  readonly retention: {
    /** How long tasks are kept after they ended. */
    readonly keepMs: { readonly completed: number; readonly cancelled: number; readonly dlq: number };
    /** Share of Redis' memory limit above which the oldest results go early. */
    readonly memoryShare: number;
  };
  readonly shutdownGraceMs: number;
  readonly openrouter: {
    /** Null: no model is asked. */
    readonly apiKey: string | null;
    /** Any server that speaks the same language; without a slash at its end. */
    readonly baseUrl: string;
    readonly model: string;
    readonly pdfModel: string;
    readonly pdfEngine: PdfEngine;
    /** How long an answer may take to begin, may be silent, and may take as a whole. */
    readonly headersTimeoutMs: number;
    readonly idleTimeoutMs: number;
    readonly callTimeoutMs: number;
    /** Calls that one task has under way at once. */
    readonly parallelCalls: number;
    /** How long an answer is given again to who asks exactly the same, in seconds; 0: never. */
    readonly answerCacheS: number;
    /** Share of a PDF's pages that must have been read for its task to count as completed. */
    readonly pdfMinCoverage: number;
    /** What the whole fleet may ask in any window of this length; null is without a limit of ours. */
    readonly rateLimit: { readonly requests: number | null; readonly tokens: number | null; readonly windowMs: number };
    /** US dollars that the whole fleet may spend in a UTC day and month; null is without a cap. */
    readonly caps: { readonly dayUsd: number | null; readonly monthUsd: number | null };
    /** From which share of failures, of how many calls in a minute, no call is made, and for how long at first. */
    readonly breaker: { readonly failurePercent: number; readonly minimumCalls: number; readonly openMs: number };
    readonly emulatorPort: number;
  };
}
