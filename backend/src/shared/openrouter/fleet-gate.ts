import {
  messageOf,
  microUsd,
  type AcquireResult,
  type CircuitBreaker,
  type Grant,
  type Logger,
  type Permit,
  type RateLimiter,
  type Reservation,
  type SpendLedger,
  type TaskQueue,
} from '@workstream/engine';
import type { AppConfig } from '../config';
import type { CallEnd, CallGate, CallPermit, PlannedCall } from './call-gate';
import { isProviderFault, type CallHold } from './call-outcome';
import { STATUS_OF } from './status-of';

/** A call waits so long for its turn while its task keeps its place in the worker; a longer wait is spent in the queue. */
const PATIENCE_MS = 10_000;
/** A cap on spending is looked at again after so long. */
const CAP_HOLD_MS = 60_000;
const LONGEST_WAIT_MS = 10 * 60_000;

interface GateOptions {
  readonly breaker: CircuitBreaker;
  readonly limiter: RateLimiter;
  readonly ledger: SpendLedger;
  readonly queue: TaskQueue;
  readonly settings: Pick<AppConfig['openrouter'], 'rateLimit' | 'caps' | 'breaker'>;
  readonly logger: Logger;
}

/**
 * The whole fleet's gate: the breaker first, which costs nothing, then a turn within the limits, then the money. While
 * everybody would be held, no further task of the type is taken out of the queue.
 */
export class FleetGate implements CallGate {
  private configured: Promise<void> | null = null;

  constructor(private readonly options: GateOptions) {}

  async before(call: PlannedCall, signal: AbortSignal): Promise<CallPermit | CallHold> {
    await this.configure();
    const { breaker, limiter, settings } = this.options;
    const permit = await breaker.permit();
    // A probe that is under way is waited for no longer than the rest before it.
    if (!permit.allowed) return this.holdType(call, heldByBreaker(waitFor(permit, settings.breaker.openMs)));
    const turn = await limiter.acquire({ modelTokens: call.modelTokens, timeoutMs: PATIENCE_MS, signal });
    if (turn.status !== 'GRANTED') {
      await breaker.record('ignored', permit.token);
      signal.throwIfAborted();
      return heldByLimit(turn);
    }
    const money = await this.reserve(call);
    if ('reason' in money) {
      await Promise.all([limiter.giveBack(turn.grant), breaker.record('ignored', permit.token)]);
      return money.reason === 'budget' ? this.holdType(call, money) : money;
    }
    return new FleetPermit(this.options, { call, token: permit.token, grant: turn.grant, reservation: money });
  }

  // What is configured here holds for the fleet; tried again with the next call when Redis did not take it.
  private configure(): Promise<void> {
    const { requests, tokens, windowMs } = this.options.settings.rateLimit;
    const limitOf = (limit: number | null) => (limit === null ? null : { limit, windowMs });
    this.configured ??= this.options.limiter
      .configure({ requests: limitOf(requests), tokens: limitOf(tokens) })
      .catch((error: unknown) => {
        this.configured = null;
        throw error;
      });
    return this.configured;
  }

  private async reserve({ task, model, maxCostUsd }: PlannedCall): Promise<Reservation | CallHold> {
    const { dayUsd, monthUsd } = this.options.settings.caps;
    const isCapped = dayUsd !== null || monthUsd !== null || task.maxCostUsd !== null;
    if (isCapped && maxCostUsd === null) return unknownPrice(model);
    const result = await this.options.ledger.reserve({
      taskId: task.id,
      attempt: task.attempt,
      amountMicroUsd: microUsd(maxCostUsd ?? 0),
      taskCapMicroUsd: task.maxCostUsd === null ? null : microUsd(task.maxCostUsd),
    });
    return result.status === 'RESERVED' ? result.reservation : heldByCap(result.cap, result.retryInMs);
  }

  private async holdType({ task }: PlannedCall, hold: CallHold): Promise<CallHold> {
    await this.options.queue.hold([task.type], Math.max(1, Math.min(hold.retryAfterMs, CAP_HOLD_MS)));
    return hold;
  }
}

interface Pending {
  readonly call: PlannedCall;
  readonly token: string;
  readonly grant: Grant;
  readonly reservation: Reservation;
}

class FleetPermit implements CallPermit {
  constructor(
    private readonly options: GateOptions,
    private readonly pending: Pending,
  ) {}

  async settle(end: CallEnd): Promise<void> {
    const steps = await Promise.allSettled([this.tellBreaker(end), this.tellLimiter(end), this.tellLedger(end)]);
    for (const step of steps) {
      if (step.status === 'rejected') {
        this.options.logger.warn('The end of a call could not be noted', { error: messageOf(step.reason) });
      }
    }
  }

  // Without a key or credit no call of anybody can succeed: all of them rest, and one tries again.
  private async tellBreaker(end: CallEnd): Promise<void> {
    const { breaker, queue } = this.options;
    await breaker.record(outcomeFor(end), this.pending.token);
    if (end.status !== 'FAILED' || (end.problem !== 'no_credit' && end.problem !== 'key_refused')) return;
    const { openMs } = this.options.settings.breaker;
    await breaker.open(STATUS_OF[end.problem], openMs);
    await queue.hold([this.pending.call.task.type], openMs);
  }

  private async tellLimiter(end: CallEnd): Promise<void> {
    const { limiter } = this.options;
    const { grant } = this.pending;
    if (end.status === 'FAILED' && end.problem === 'throttled') {
      const { limit, resetAtMs } = end.rateLimit ?? { limit: null, resetAtMs: null };
      await limiter.penalise({
        grant,
        retryAfterMs: end.retryAfterMs,
        ...(limit === null ? {} : { limit }),
        ...(resetAtMs === null ? {} : { resetAtMs }),
      });
    }
    if (end.status !== 'ABANDONED' && end.usage) {
      await limiter.settle(grant, end.usage.promptTokens + end.usage.completionTokens);
    }
  }

  private async tellLedger(end: CallEnd): Promise<void> {
    const { call, reservation } = this.pending;
    const { task, model } = call;
    const usage = end.status === 'ABANDONED' ? null : end.usage;
    await this.options.ledger.settle(reservation, {
      outcome: ({ ANSWERED: 'successful', FAILED: 'failed', ABANDONED: 'cancelled' } as const)[end.status],
      costMicroUsd: this.costOf(end),
      promptTokens: usage?.promptTokens ?? 0,
      completionTokens: usage?.completionTokens ?? 0,
      model: end.status === 'ANSWERED' ? end.model : model,
      taskType: task.type,
      labels: task.labels,
      state: end.status === 'FAILED' ? STATUS_OF[end.problem] : 'active',
    });
  }

  // What is not known is booked as what it may have been at most, so that a cap holds: an answer that broke off is charged.
  private costOf(end: CallEnd): number {
    const { amountMicroUsd } = this.pending.reservation;
    if (end.status === 'ABANDONED') return amountMicroUsd;
    if (end.isCacheHit) return 0;
    if (end.usage) return end.usage.costUsd === null ? amountMicroUsd : microUsd(end.usage.costUsd);
    const hasBegun = end.status === 'ANSWERED' || (end.generationId !== null && (end.httpStatus ?? 0) < 400);
    return hasBegun ? amountMicroUsd : 0;
  }
}

function outcomeFor(end: CallEnd): 'success' | 'failure' | 'ignored' {
  if (end.status === 'ANSWERED') return 'success';
  return end.status === 'FAILED' && isProviderFault(end) ? 'failure' : 'ignored';
}

const held = (reason: CallHold['reason'], message: string, retryAfterMs: number): CallHold => ({
  status: 'HELD',
  reason,
  message,
  retryAfterMs: Math.min(retryAfterMs, LONGEST_WAIT_MS),
});

const waitFor = ({ state, retryInMs }: Extract<Permit, { allowed: false }>, openMs: number): number =>
  state === 'HALF_OPEN' ? Math.min(retryInMs, openMs) : retryInMs;

const heldByBreaker = (retryInMs: number): CallHold =>
  held('breaker', 'The provider is out of order and is not asked for now', retryInMs);

const unknownPrice = (model: string): CallHold =>
  held('budget', `The price of ${model} is not known, so the cap on spending could not be kept`, CAP_HOLD_MS);

const heldByLimit = (turn: Exclude<AcquireResult, { status: 'GRANTED' }>): CallHold =>
  turn.status === 'TOO_LARGE'
    ? held('too_large', `The call needs more than the limit of ${String(turn.limit)} ${turn.bucket} allows`, 0)
    : held('rate', 'The limit of calls to the provider is used up', turn.status === 'TIMED_OUT' ? turn.retryInMs : 0);

function heldByCap(cap: 'task' | 'day' | 'month', retryInMs: number | null): CallHold {
  if (cap === 'task') return held('task_budget', 'The task has spent what it may cost', 0);
  return held('budget', `The cap on spending of this ${cap} is reached`, retryInMs ?? CAP_HOLD_MS);
}
