import { Inject, Injectable } from '@nestjs/common';
import type { GateVerdict } from '@workstream/contracts';
import {
  CircuitBreaker,
  RateLimiter,
  SpendLedger,
  TaskQueue,
  type BreakerStatus,
  type Clock,
  type SpendReport,
} from '@workstream/engine';
import { APP_CONFIG, type AppConfig } from '../../shared/config';
import { CLOCK } from '../../shared/engine';

interface Obstacle {
  readonly message: string;
  readonly untilMs: number | null;
}

/** Says whether the model provider can be asked at the moment, and if not, what is in the way and for how long. */
@Injectable()
export class ProviderGate {
  constructor(
    private readonly breaker: CircuitBreaker,
    private readonly limiter: RateLimiter,
    private readonly ledger: SpendLedger,
    private readonly queue: TaskQueue,
    @Inject(APP_CONFIG) private readonly config: AppConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The verdict for tasks of a type; null where no provider is asked. */
  async verdict(type: string): Promise<GateVerdict | null> {
    if (this.config.openrouter.apiKey === null) return null;
    const [breaker, { blockedUntilMs }, spend, heldUntilMs] = await Promise.all([
      this.breaker.status(),
      this.limiter.metrics(),
      this.ledger.report({ days: 0 }),
      this.queue.heldUntil(type),
    ]);
    const now = this.clock.now();
    return toVerdict(
      behindBreaker(breaker, now) ??
        (blockedUntilMs === null ? null : { message: 'The provider asked for a pause.', untilMs: blockedUntilMs }) ??
        behindCap(spend, now) ??
        behindHold(type, heldUntilMs, now),
    );
  }
}

function behindBreaker({ state, retryInMs, reason }: BreakerStatus, now: number): Obstacle | null {
  if (state === 'CLOSED' || (state === 'HALF_OPEN' && retryInMs === null)) return null;
  const untilMs = retryInMs === null ? null : now + retryInMs;
  if (state === 'HALF_OPEN')
    return { message: 'One call tests the provider; the others wait for what becomes of it.', untilMs };
  const why = reason === null ? '' : `: ${reason}`;
  return { message: `The circuit breaker lets no call through to the provider${why}.`, untilMs };
}

function behindCap(report: SpendReport, now: number): Obstacle | null {
  const { caps, todayMicroUsd, monthMicroUsd, reservedMicroUsd, dayEndsInMs, monthEndsInMs } = report;
  if (caps.monthMicroUsd !== null && monthMicroUsd + reservedMicroUsd >= caps.monthMicroUsd)
    return { message: capMessage('month', caps.monthMicroUsd), untilMs: now + monthEndsInMs };
  if (caps.dayMicroUsd !== null && todayMicroUsd + reservedMicroUsd >= caps.dayMicroUsd)
    return { message: capMessage('day', caps.dayMicroUsd), untilMs: now + dayEndsInMs };
  return null;
}

const capMessage = (span: string, microUsd: number): string =>
  `The ${String(microUsd / 1e6)} US dollars that may be spent in a ${span} are spent or set aside.`;

function behindHold(type: string, untilMs: number | null, now: number): Obstacle | null {
  if (untilMs === null || untilMs <= now) return null;
  return { message: `Tasks of type ${type} rest, because the provider could not be asked for one.`, untilMs };
}

function toVerdict(obstacle: Obstacle | null): GateVerdict {
  if (!obstacle) return { gate: 'provider', open: true, message: 'The model provider can be asked.', until: null };
  const { message, untilMs } = obstacle;
  return { gate: 'provider', open: false, message, until: untilMs === null ? null : new Date(untilMs).toISOString() };
}
