import type { Keys } from '../keys';
import { Scripts } from '../lua/scripts';
import type { RedisClient } from '../redis-client';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Names of models, types and labels that one day keeps apart. */
const MAX_GROUPS = 500;
/** Longer names are cut; they come from outside. */
const MAX_NAME_CHARACTERS = 100;

/** Micro-dollars that the fleet may spend; null: no cap. */
export interface SpendCaps {
  /** In one UTC day. */
  readonly dayMicroUsd: number | null;
  /** In one UTC month. */
  readonly monthMicroUsd: number | null;
}

/** What a call may cost, asked before it is made. */
export interface SpendRequest {
  readonly taskId: string;
  /** The fencing number: what earlier attempts of the task set aside is given back. */
  readonly attempt: number;
  /** The most that the call can cost, in micro-dollars: caps hold as long as no call costs more than was asked for. */
  readonly amountMicroUsd: number;
  /** For the task as a whole, in micro-dollars; null: no cap. */
  readonly taskCapMicroUsd?: number | null;
}

/** Money set aside for one call. */
export interface Reservation {
  readonly id: string;
  readonly taskId: string;
  readonly attempt: number;
  readonly amountMicroUsd: number;
}

/** HELD: a cap would be passed. `retryInMs` null: it never fits, or not before a person changes the task's cap. */
export type ReserveResult =
  | { readonly status: 'RESERVED'; readonly reservation: Reservation }
  | { readonly status: 'HELD'; readonly cap: 'task' | 'day' | 'month'; readonly retryInMs: number | null };

/** Which totals a call belongs to. */
export interface CallGroups {
  readonly model: string;
  readonly taskType: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** How a call ended, and what it used. */
export interface CallUsage extends CallGroups {
  readonly outcome: 'successful' | 'failed' | 'cancelled';
  readonly costMicroUsd: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** How the call found the provider, such as `active` or `rate_limited`; counted by the day. */
  readonly state: string;
}

/** LATE: its time was over, it counts all the same. REPEATED: it was settled before, nothing changed. */
export type SettleResult = 'SETTLED' | 'LATE' | 'REPEATED';

/** What calls used together. */
export interface SpendTotals {
  readonly calls: number;
  readonly costMicroUsd: number;
  /** The part of the cost that bought nothing: calls that failed or were cancelled, and attempts written off. */
  readonly wastedMicroUsd: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** One UTC day. Beyond 500 names, further ones are summed under `(other)`. */
export interface SpendDay extends SpendTotals {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly successfulCalls: number;
  readonly failedCalls: number;
  /** Calls by how they found the provider. */
  readonly states: Readonly<Record<string, number>>;
  readonly byModel: Readonly<Record<string, SpendTotals>>;
  readonly byType: Readonly<Record<string, SpendTotals>>;
  /** Names are `key=value`. */
  readonly byLabel: Readonly<Record<string, SpendTotals>>;
}

/** What is spent, set aside and allowed, by Redis time. */
export interface SpendReport {
  readonly todayMicroUsd: number;
  readonly monthMicroUsd: number;
  readonly reservedMicroUsd: number;
  /** Calls that money is set aside for. */
  readonly reservedCalls: number;
  readonly caps: SpendCaps;
  /** Until today's spending starts anew. */
  readonly dayEndsInMs: number;
  readonly monthEndsInMs: number;
  /** The latest first; days without calls are zeros. */
  readonly days: readonly SpendDay[];
}

type ReserveReply = readonly ['RESERVED'] | readonly ['HELD', cap: 'task' | 'day' | 'month', retryInMs: number];
type Hash = Readonly<Record<string, string | undefined>>;

/**
 * What calls cost, and caps that hold: money is set aside before a call and booked after it, so what is spent and what may
 * still be spent never pass a cap. A worker that dies gives back what it set aside, because nobody renews it. All in whole
 * micro-dollars, exact up to nine billion dollars.
 */
export class SpendLedger {
  private readonly redis: RedisClient;
  private readonly keys: Keys;
  private readonly scripts: Scripts;
  private readonly workerId: string;
  private readonly caps: SpendCaps;
  private readonly lifetimeMs: number;
  private readonly open = new Set<string>();
  private reservations = 0;

  /**
   * @param options.workerId a name that no other process has or had; see `createWorkerId`
   * @param options.lifetimeMs money set aside is given back after so long without `renew`; default a minute
   */
  constructor(options: {
    redis: RedisClient;
    keys: Keys;
    workerId: string;
    caps?: Partial<SpendCaps>;
    lifetimeMs?: number;
  }) {
    this.redis = options.redis;
    this.keys = options.keys;
    this.scripts = new Scripts(options.redis, options.keys);
    this.workerId = options.workerId;
    this.caps = { dayMicroUsd: null, monthMicroUsd: null, ...options.caps };
    this.lifetimeMs = options.lifetimeMs ?? 60_000;
  }

  /**
   * Sets money aside for one call, or says which cap holds it and until when.
   *
   * @throws RangeError when an amount is no whole number of micro-dollars
   */
  async reserve({ taskId, attempt, amountMicroUsd, taskCapMicroUsd }: SpendRequest): Promise<ReserveResult> {
    const id = `${this.workerId}:${String(++this.reservations)}`;
    const reply = (await this.scripts.run('reserve-spend', {
      reservation: id,
      taskSpend: this.keys.taskSpend(taskId),
      taskId,
      attempt,
      amount: micros(amountMicroUsd),
      lifetimeMs: this.lifetimeMs,
      taskCap: capOf(taskCapMicroUsd),
      dayCap: capOf(this.caps.dayMicroUsd),
      monthCap: capOf(this.caps.monthMicroUsd),
    })) as ReserveReply;
    if (reply[0] === 'HELD') return { status: 'HELD', cap: reply[1], retryInMs: reply[2] < 0 ? null : reply[2] };
    this.open.add(id);
    return { status: 'RESERVED', reservation: { id, taskId, attempt, amountMicroUsd } };
  }

  /**
   * Keeps what this process has set aside; to be repeated several times within the lifetime, e.g. by a `Loop`. Answers how
   * many calls had lost theirs, which happens only when this was not done in time.
   */
  async renew(): Promise<number> {
    if (this.open.size === 0) return 0;
    const { lifetimeMs } = this;
    const gone = (await this.scripts.run('renew-spend', { lifetimeMs, reservations: [...this.open] })) as string[];
    for (const id of gone) this.open.delete(id);
    return gone.length;
  }

  /**
   * Books what the call really cost. May be repeated after a lost connection: it is booked once.
   *
   * @throws RangeError when an amount is no whole number
   */
  async settle({ id, taskId, attempt }: Reservation, usage: CallUsage): Promise<SettleResult> {
    const cost = micros(usage.costMicroUsd);
    const result = (await this.scripts.run('settle-spend', {
      reservation: id,
      taskSpend: this.keys.taskSpend(taskId),
      settledSpend: this.keys.settledSpend(id),
      cost,
      wasted: usage.outcome === 'successful' ? 0 : cost,
      promptTokens: micros(usage.promptTokens),
      completionTokens: micros(usage.completionTokens),
      outcomeField: `${usage.outcome}_calls`,
      stateField: `state_${usage.state}`,
      attemptField: attemptField(attempt),
      maxGroups: MAX_GROUPS,
      groups: groupsOf(usage),
    })) as SettleResult;
    this.open.delete(id);
    return result;
  }

  /**
   * Counts what an attempt's successful calls cost as wasted too, because the attempt came to nothing and its results were
   * not kept. Answers that cost in micro-dollars; a second call finds nothing more.
   */
  async writeOff({
    taskId,
    attempt,
    ...groups
  }: Pick<SpendRequest, 'taskId' | 'attempt'> & CallGroups): Promise<number> {
    return (await this.scripts.run('write-off-spend', {
      taskSpend: this.keys.taskSpend(taskId),
      attemptField: attemptField(attempt),
      maxGroups: MAX_GROUPS,
      groups: groupsOf(groups),
    })) as number;
  }

  /** Gives back what was set aside for a call that was never made. */
  async release({ id }: Reservation): Promise<void> {
    await this.redis.hdel(this.keys.spendReservations, id);
    this.open.delete(id);
  }

  /** What a task's calls cost together, over all its attempts; zeros when it made none. */
  async ofTask(taskId: string): Promise<SpendTotals> {
    return totalsOf(await this.redis.hgetall(this.keys.taskSpend(taskId)), '');
  }

  /** The last `days` UTC days, today first, and how spending stands now. */
  async report({ days }: { readonly days: number }): Promise<SpendReport> {
    const [nowMs, today, month, reserved, calls, dayEndsInMs, monthEndsInMs] = (await this.scripts.run(
      'read-spend',
      {},
    )) as [number, number, number, number, number, number, number];
    const dates = Array.from({ length: days }, (_, i) => new Date(nowMs - i * DAY_MS).toISOString().slice(0, 10));
    return {
      todayMicroUsd: today,
      monthMicroUsd: month,
      reservedMicroUsd: reserved,
      reservedCalls: calls,
      caps: this.caps,
      dayEndsInMs,
      monthEndsInMs,
      days: await Promise.all(dates.map((date) => this.day(date))),
    };
  }

  private async day(date: string): Promise<SpendDay> {
    const [metrics, groups] = await Promise.all([
      this.redis.hgetall(this.keys.openRouterMetrics(date)),
      this.redis.hgetall(this.keys.spendDay(date)),
    ]);
    return {
      date,
      ...totalsOf(metrics, ''),
      successfulCalls: numberIn(metrics, 'successful_calls'),
      failedCalls: numberIn(metrics, 'failed_calls'),
      states: statesOf(metrics),
      byModel: totalsByName(groups, 'model'),
      byType: totalsByName(groups, 'type'),
      byLabel: totalsByName(groups, 'label'),
    };
  }
}

/** US dollars as whole micro-dollars, rounded up so that a sum of parts is never too small. */
export const microUsd = (dollars: number): number => Math.ceil(Number((dollars * 1e6).toFixed(3)));

function micros(amount: number): number {
  if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError(`${String(amount)} is no whole amount`);
  return amount;
}

const capOf = (cap: number | null | undefined): number => (cap === null || cap === undefined ? -1 : micros(cap));

const attemptField = (attempt: number): string => `useful_in_${String(attempt)}`;

const groupsOf = ({ model, taskType, labels = {} }: CallGroups): string[] =>
  [
    `model|${model}`,
    `type|${taskType}`,
    ...Object.entries(labels).map(([name, value]) => `label|${name}=${value}`),
  ].map((group) => group.slice(0, MAX_NAME_CHARACTERS));

const numberIn = (hash: Hash, field: string): number => Number(hash[field] ?? 0);

const totalsOf = (hash: Hash, prefix: string): SpendTotals => ({
  calls: numberIn(hash, `${prefix}calls`),
  costMicroUsd: numberIn(hash, `${prefix}cost_micro_usd`),
  wastedMicroUsd: numberIn(hash, `${prefix}wasted_micro_usd`),
  promptTokens: numberIn(hash, `${prefix}prompt_tokens`),
  completionTokens: numberIn(hash, `${prefix}completion_tokens`),
});

const statesOf = (metrics: Hash): Record<string, number> =>
  Object.fromEntries(
    Object.keys(metrics)
      .filter((field) => field.startsWith('state_'))
      .map((field) => [field.slice('state_'.length), numberIn(metrics, field)]),
  );

function totalsByName(groups: Hash, kind: string): Record<string, SpendTotals> {
  const start = `${kind}|`;
  const end = '|calls';
  const names = Object.keys(groups)
    .filter((field) => field.startsWith(start) && field.endsWith(end))
    .map((field) => field.slice(start.length, -end.length));
  return Object.fromEntries(names.map((name) => [name, totalsOf(groups, `${start}${name}|`)]));
}
