import { Module } from '@nestjs/common';
import {
  CircuitBreaker,
  createWorkerId,
  microUsd,
  RateLimiter,
  SpendLedger,
  TaskQueue,
  type Clock,
  type Keys,
} from '@workstream/engine';
import { APP_CONFIG, type AppConfig } from '../config';
import { CLOCK, EngineModule, KEYS } from '../engine';
import { EngineLogger } from '../logging';
import { REDIS_COMMANDS, RedisModule, type Redis } from '../redis';
import { AnswerCache } from './answer-cache';
import { FleetGate } from './fleet-gate';
import { OPENROUTER_CLIENT, OpenRouterClient } from './openrouter-client';
import { OpenRouterStatusService } from './openrouter-status.service';
import { SpendRenewal } from './spend-renewal';

const SERVICE = 'openrouter';
/** As a multiple of the first. */
const LONGEST_REST = 10;

const microCap = (usd: number | null): number | null => (usd === null ? null : microUsd(usd));

const createBreaker = (redis: Redis, keys: Keys, { openrouter }: AppConfig): CircuitBreaker => {
  const { openMs } = openrouter.breaker;
  const policy = { ...openrouter.breaker, maxOpenMs: LONGEST_REST * openMs };
  return new CircuitBreaker({ redis, keys, service: SERVICE, policy });
};

const createLedger = (redis: Redis, keys: Keys, { openrouter }: AppConfig): SpendLedger => {
  const { dayUsd, monthUsd } = openrouter.caps;
  const caps = { dayMicroUsd: microCap(dayUsd), monthMicroUsd: microCap(monthUsd) };
  return new SpendLedger({ redis, keys, workerId: createWorkerId(), caps });
};

const createGate = (
  breaker: CircuitBreaker,
  limiter: RateLimiter,
  ledger: SpendLedger,
  queue: TaskQueue,
  { openrouter: settings }: AppConfig,
): FleetGate => new FleetGate({ breaker, limiter, ledger, queue, settings, logger: new EngineLogger('FleetGate') });

const createAnswers = (redis: Redis, keys: Keys, { openrouter }: AppConfig): AnswerCache | null => {
  const { answerCacheS: ttlS, baseUrl } = openrouter;
  return ttlS === 0 ? null : new AnswerCache({ redis, keys, baseUrl, ttlS, logger: new EngineLogger('AnswerCache') });
};

const createClient = (
  config: AppConfig,
  clock: Clock,
  gate: FleetGate,
  redis: Redis,
  keys: Keys,
): OpenRouterClient | null => {
  const { apiKey, ...options } = config.openrouter;
  if (apiKey === null) return null;
  return new OpenRouterClient({ ...options, apiKey, clock, gate, answers: createAnswers(redis, keys, config) });
};

/** Everything that has to do with the model provider outside. Without a key there is no client, and nothing is asked. */
@Module({
  imports: [EngineModule, RedisModule],
  providers: [
    {
      provide: CircuitBreaker,
      useFactory: createBreaker,
      inject: [REDIS_COMMANDS, KEYS, APP_CONFIG],
    },
    {
      provide: RateLimiter,
      useFactory: (redis: Redis, keys: Keys, clock: Clock) => new RateLimiter({ redis, keys, clock }),
      inject: [REDIS_COMMANDS, KEYS, CLOCK],
    },
    { provide: SpendLedger, useFactory: createLedger, inject: [REDIS_COMMANDS, KEYS, APP_CONFIG] },
    {
      provide: FleetGate,
      useFactory: createGate,
      inject: [CircuitBreaker, RateLimiter, SpendLedger, TaskQueue, APP_CONFIG],
    },
    {
      provide: OPENROUTER_CLIENT,
      useFactory: createClient,
      inject: [APP_CONFIG, CLOCK, FleetGate, REDIS_COMMANDS, KEYS],
    },
    OpenRouterStatusService,
    SpendRenewal,
  ],
  exports: [CircuitBreaker, OPENROUTER_CLIENT, OpenRouterStatusService, RateLimiter, SpendLedger],
})
export class OpenRouterModule {}
