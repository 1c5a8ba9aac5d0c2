import type { Keys } from '../keys';
import { Scripts } from '../lua/scripts';
import type { RedisClient } from '../redis-client';

/** CLOSED: calls flow. OPEN: none. HALF_OPEN: one probe in the whole fleet tests the water. */
export type BreakerState = 'CLOSED' | 'OPEN' | 'HALF_OPEN';

/** When a breaker opens and for how long. All times in ms. */
export interface BreakerPolicy {
  /** Opens from this percentage of failures on. Default 50. */
  readonly failurePercent: number;
  /** Fewer calls in the window say nothing. Default 10. */
  readonly minimumCalls: number;
  /** The rolling window; it moves by sixths. Default a minute. */
  readonly windowMs: number;
  /** First rest; each probe that fails doubles it. Default a minute. */
  readonly openMs: number;
  /** Longest rest. Default ten minutes. */
  readonly maxOpenMs: number;
  /** A probe that reports nothing for so long is given up and another one sent. Default a minute. */
  readonly probeMs: number;
}

const DEFAULT_POLICY: BreakerPolicy = {
  failurePercent: 50,
  minimumCalls: 10,
  windowMs: 60_000,
  openMs: 60_000,
  maxOpenMs: 600_000,
  probeMs: 60_000,
};

/** Whether a call may be made; its outcome is recorded with `token`. */
export type Permit =
  | { readonly allowed: true; readonly token: string; readonly isProbe: boolean }
  | { readonly allowed: false; readonly state: 'OPEN' | 'HALF_OPEN'; readonly retryInMs: number };

/** `ignored`: says nothing of the service's health, such as a throttle, a caller's mistake or a held budget. */
export type CallOutcome = 'success' | 'failure' | 'ignored';

/** A breaker at one moment of Redis time. */
export interface BreakerStatus {
  readonly state: BreakerState;
  /** Null: it has never left CLOSED. */
  readonly sinceMs: number | null;
  /** Until calls, or the next probe, are let through; null when they are. */
  readonly retryInMs: number | null;
  /** Why it is not closed; null when nobody said. */
  readonly reason: string | null;
  /** Failures in the window. */
  readonly failures: number;
  /** Calls in the window that counted. */
  readonly calls: number;
  /** Probes that failed one after another. */
  readonly failedProbes: number;
  readonly isProbing: boolean;
}

type PermitReply =
  | readonly ['ALLOWED', token: string, isProbe: 0 | 1]
  | readonly ['REFUSED', retryInMs: number, state: 'OPEN' | 'HALF_OPEN'];

type StatusReply = readonly [
  state: BreakerState,
  since: number,
  retryInMs: number,
  reason: string,
  failures: number,
  calls: number,
  failedProbes: number,
  isProbing: 0 | 1,
];

/**
 * One breaker for the whole fleet in front of one service. Redis and its clock decide; reports of calls that began before
 * the latest change of state are too old to count. A change is published on the channel of the limits.
 */
export class CircuitBreaker {
  readonly service: string;
  private readonly scripts: Scripts;
  private readonly policy: BreakerPolicy;
  private readonly breaker: string;

  constructor(options: { redis: RedisClient; keys: Keys; service: string; policy?: Partial<BreakerPolicy> }) {
    this.service = options.service;
    this.scripts = new Scripts(options.redis, options.keys);
    this.policy = { ...DEFAULT_POLICY, ...options.policy };
    this.breaker = options.keys.circuitBreaker(options.service);
  }

  /** Asks before a call. Of all who ask a half-open breaker exactly one is let through, until it reports or dies. */
  async permit(): Promise<Permit> {
    const { breaker, service } = this;
    const reply = (await this.scripts.run('permit-call', {
      breaker,
      service,
      probeMs: this.policy.probeMs,
    })) as PermitReply;
    return reply[0] === 'ALLOWED'
      ? { allowed: true, token: reply[1], isProbe: reply[2] === 1 }
      : { allowed: false, retryInMs: reply[1], state: reply[2] };
  }

  /** Reports how a permitted call ended; answers the state afterwards. An ignored probe lets the next caller probe. */
  async record(outcome: CallOutcome, token: string): Promise<BreakerState> {
    const { windowMs, minimumCalls, failurePercent, openMs, maxOpenMs } = this.policy;
    const inputs = { windowMs, minimumCalls, failurePercent, openMs, maxOpenMs };
    return (await this.scripts.run('record-outcome', {
      breaker: this.breaker,
      service: this.service,
      token,
      outcome,
      ...inputs,
    })) as BreakerState;
  }

  /** Stops all calls for `forMs` (default: the policy's first rest), after which a probe is let through. */
  async open(reason: string, forMs = this.policy.openMs): Promise<void> {
    await this.set('OPEN', reason, forMs);
  }

  /** Lets calls flow again and forgets what was counted. */
  async reset(): Promise<void> {
    await this.set('CLOSED', '', 0);
  }

  /** How it stands, in one command. */
  async status(): Promise<BreakerStatus> {
    const [state, since, retryInMs, reason, failures, calls, failedProbes, isProbing] = (await this.scripts.run(
      'read-breaker',
      { breaker: this.breaker, windowMs: this.policy.windowMs },
    )) as StatusReply;
    return {
      state,
      sinceMs: since || null,
      retryInMs: retryInMs || null,
      reason: reason || null,
      failures,
      calls,
      failedProbes,
      isProbing: isProbing === 1,
    };
  }

  private async set(wanted: 'OPEN' | 'CLOSED', reason: string, openMs: number): Promise<void> {
    const { breaker, service } = this;
    await this.scripts.run('set-breaker', { breaker, service, wanted, openMs, reason });
  }
}
