import type { Redis } from 'ioredis';
import { systemClock, type Clock } from '../clock';
import { messageOf } from '../errors';
import type { Keys } from '../keys';
import { silentLogger, type Logger } from '../logger';
import type { ClaimResult, TaskQueue } from '../queues/task-queue';
import type { RedisClient } from '../redis-client';
import { backoffMs, defaultBackoff, type BackoffPolicies } from '../retries/backoff';
import type { Attempt, ClaimedTask } from '../tasks/task';
import type { TaskStore } from '../tasks/task-store';
import { endOfTurn } from '../end-of-turn';
import { AttemptDesk } from './attempt-desk';
import type { Heartbeat } from './heartbeat';
import { OutcomeRecorder } from './outcome-recorder';
import { RunningAttempt, type AttemptOutcome } from './running-attempt';
import type { TaskHandler } from './task-handler';
import { WorkerOrders } from './worker-orders';

export interface ConsumerOptions {
  readonly queue: TaskQueue;
  readonly store: TaskStore;
  /** A connection of the consumer's own, to wait on; `stop` closes it. */
  readonly blocking: RedisClient;
  /** A connection to listen on for cancellations; without it they are noticed within a lease. */
  readonly subscriber?: Redis;
  readonly keys: Keys;
  /** By task type. A task of another type goes to the DLQ. */
  readonly handlers: ReadonlyMap<string, TaskHandler>;
  readonly workerId: string;
  /** Tasks run at once. */
  readonly concurrency: number;
  readonly heartbeat: Pick<Heartbeat, 'ttlMs'>;
  readonly backoff?: BackoffPolicies;
  /** How long a handler may go on after its signal aborted before its slot is given back regardless. Default 5 s. */
  readonly abortGraceMs?: number;
  readonly clock?: Clock;
  readonly logger?: Logger;
}

/** What one claim brought. */
interface Claimed {
  readonly taken: number;
  /** As many tasks as were wanted: there may be more. */
  readonly isFull: boolean;
  readonly isDraining: boolean;
  readonly nextDueInMs: number | null;
}

/** Tasks claimed by one script call; keeps the script short. */
const CLAIM_LIMIT = 100;
/**
 * Longest wait for a wake-up in ms, so that one that died with its receiver costs no more than this. A socket that is silent
 * for so long is not a dead one.
 */
export const LONGEST_WAIT_MS = 6_000;
/** Tasks promoted by one script call. */
const PROMOTE_LIMIT = 500;
/** Due times that lie close together are served by one look. */
const SHORTEST_WAIT_MS = 5;
const CLAIM_RETRY_MS = 1_000;
/** How soon a draining worker notices that it may take tasks again. The wake-up that it got is another worker's. */
const DRAINING_PAUSE_MS = 1_000;
/** How exactly time limits are kept; one look at all that runs costs less than a timer for each. */
const SWEEP_MS = 250;
/** How long `stop` waits for Redis beyond the grace; what Redis does not take by then is recovered as after a crash. */
const FAREWELL_MS = 3_000;

/** Claims tasks for its free slots, runs their handlers and has the outcomes recorded. */
export class Consumer {
  private readonly clock: Clock;
  private readonly logger: Logger;
  private readonly recorder: OutcomeRecorder;
  private readonly desk: AttemptDesk;
  private readonly orders: WorkerOrders | null;
  private readonly running = new Set<RunningAttempt>();
  /** Aborted when no more tasks may be claimed. */
  private readonly closing = new AbortController();
  private readonly stopped = new AbortController();
  private loops: Promise<unknown> = Promise.resolve();
  private shutdown: Promise<void> | null = null;
  /** Those who wait for a slot. */
  private slotWaiters: (() => void)[] = [];
  /** Slots kept for the tasks of claims under way. */
  private claiming = 0;
  /** Keeps a second claim under way while there is plenty. */
  private assistant: Promise<void> | null = null;
  private isReconciling = false;
  private interruptWait: () => void = () => undefined;
  /** The wake-up that is waited for. */
  private wakeUp: Promise<Error | null> | null = null;
  private claimInDoubt = false;
  private lastCheckMs: number;
  private lastTurnMs: number;

  constructor(private readonly options: ConsumerOptions) {
    this.clock = options.clock ?? systemClock;
    this.logger = options.logger ?? silentLogger;
    this.lastCheckMs = this.clock.now();
    this.lastTurnMs = this.lastCheckMs;
    const { queue, store, workerId, subscriber, keys } = options;
    this.desk = new AttemptDesk({ queue, store, workerId, clock: this.clock });
    this.recorder = new OutcomeRecorder({ queue, workerId, clock: this.clock, logger: this.logger });
    this.orders = subscriber ? new WorkerOrders({ subscriber, keys }) : null;
  }

  /** Tasks running now. */
  get activeCount(): number {
    return this.running.size;
  }

  /** Milliseconds since it last looked for work or saw that it has no room: a sound one never reaches two leases. */
  get lastTurnAgeMs(): number {
    return this.clock.now() - this.lastTurnMs;
  }

  /** Begins to claim. Goes on through any loss of Redis until stopped. */
  start(): void {
    this.orders?.start(
      ({ id, attempt }) => {
        this.revoke((running) => running.id === id && running.attempt === attempt);
      },
      () => {
        this.checkSoon();
      },
    );
    this.loops = Promise.all([this.consume(), this.sweepAgainAndAgain()]);
  }

  /**
   * Claims no more, lets tasks finish for `graceMs`, then gives the rest back to the head of their queue. Returns within the
   * grace and 3 s, whatever Redis does.
   */
  stop(options: { graceMs: number }): Promise<void> {
    this.shutdown ??= this.shutDown(options.graceMs);
    return this.shutdown;
  }

  private async shutDown(graceMs: number): Promise<void> {
    this.closing.abort();
    if (this.options.blocking.status !== 'end') this.options.blocking.disconnect();
    this.wakeSlotWaiters();
    await this.within(graceMs, this.allFinished());
    const unfinished = [...this.running];
    this.revoke(() => true);
    this.stopped.abort();
    await this.within(FAREWELL_MS, this.sayFarewell(unfinished));
    this.orders?.stop();
  }

  /** All that needs Redis at the end; while Redis is away it takes as long as that. */
  private async sayFarewell(unfinished: readonly Attempt[]): Promise<void> {
    await this.loops;
    await this.release(unfinished).catch((error: unknown) => {
      this.logger.warn('Unfinished tasks could not be given back; they follow when the lease has ended', {
        error: messageOf(error),
      });
    });
    await this.recorder.drained();
  }

  private isClosing(): boolean {
    return this.closing.signal.aborted;
  }

  /**
   * Claims for free slots, and waits when there is nothing to claim. While claims come back full a second claim is kept
   * under way beside this one, so that neither Redis nor the worker waits for the other.
   */
  private async consume(): Promise<void> {
    while (!this.isClosing()) {
      this.lastTurnMs = this.clock.now();
      if (this.free() === 0) await this.nextFreeSlots();
      if (this.claimInDoubt || this.isCheckDue()) await this.attempt(() => this.reconcile());
      else if (this.free() > 0) await this.attempt(() => this.round());
    }
    await this.assistant;
  }

  private async round(): Promise<void> {
    const { taken, isFull, isDraining, nextDueInMs } = await this.claimAndRun();
    if (isFull) this.assistant ??= this.assist();
    if (isDraining) await this.clock.delay(DRAINING_PAUSE_MS, this.closing.signal);
    else if (nextDueInMs === 0) await this.promote(taken);
    else if (taken === 0 && !isFull) await this.waitForWork(nextDueInMs);
  }

  /** What is due and yet stays where it is waits for tasks before it that others hold back. */
  private async promote(taken: number): Promise<void> {
    const { promoted } = await this.options.queue.promote(PROMOTE_LIMIT);
    if (taken === 0 && promoted === 0) await this.waitForWork(null);
  }

  /** The second claim: goes on for as long as there is plenty. */
  private async assist(): Promise<void> {
    let isPlenty = true;
    while (isPlenty && !this.isClosing() && !this.isReconciling) {
      if (this.free() === 0) await this.nextFreeSlots();
      else
        isPlenty = await this.claimAndRun().then(
          ({ isFull }) => isFull,
          () => false,
        );
    }
    this.assistant = null;
  }

  /** Whatever Redis does, the loop goes on: after a pause, and after a look at what this worker holds. */
  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (this.isClosing()) return;
      this.logger.warn('No tasks could be claimed, will be tried again', { error: messageOf(error) });
      await this.clock.delay(CLAIM_RETRY_MS * (1 + this.clock.random()), this.closing.signal);
    }
  }

  /** Slots that neither run a task nor are kept for the tasks of a claim under way. */
  private free(): number {
    return this.options.concurrency - this.running.size - this.claiming;
  }

  private async claimAndRun(): Promise<Claimed> {
    // Slots that free in one turn are filled by one claim.
    await endOfTurn();
    const want = Math.min(this.free(), Math.ceil(this.options.concurrency / 2), CLAIM_LIMIT);
    // Another claim took them: slots are what is short, not tasks.
    if (want < 1) return { taken: 0, isFull: true, isDraining: false, nextDueInMs: null };
    this.claiming += want;
    try {
      const { tasks, isDraining, nextDueInMs } = await this.claim(want);
      if (this.isClosing()) await this.release(tasks);
      else for (const task of tasks) this.run(task);
      return { taken: tasks.length, isFull: tasks.length === want, isDraining, nextDueInMs };
    } finally {
      this.claiming -= want;
    }
  }

  private async claim(want: number): Promise<ClaimResult> {
    const { queue, workerId, heartbeat } = this.options;
    try {
      return await queue.claim({ workerId, want, heartbeatTtlMs: heartbeat.ttlMs, random: this.clock.random() });
    } catch (error) {
      this.claimInDoubt = true;
      throw error;
    }
  }

  /**
   * Compares what runs here with what Redis says this worker holds. A claim whose reply was lost has left tasks that nobody
   * runs: they go back. A task that is no longer held was taken away while nobody could say so: it is given up.
   */
  private async reconcile(): Promise<void> {
    this.isReconciling = true;
    try {
      // A claim under way would look like one whose reply was lost.
      this.wakeSlotWaiters();
      await this.assistant;
      await this.compare();
    } finally {
      this.isReconciling = false;
    }
  }

  private async compare(): Promise<void> {
    const known = new Set([...this.running, ...this.recorder.unrecorded()].map(attemptKey));
    const running = [...this.running];
    const held = await this.options.queue.held(this.options.workerId);
    const heldKeys = new Set(held.map(attemptKey));
    this.revoke((attempt) => running.includes(attempt) && !heldKeys.has(attemptKey(attempt)));
    await this.release(held.filter((attempt) => !known.has(attemptKey(attempt))));
    this.claimInDoubt = false;
    this.lastCheckMs = this.clock.now();
  }

  /** A client that repeats commands by itself after a reconnect can hide that a reply was lost. */
  private isCheckDue(): boolean {
    return this.clock.now() - this.lastCheckMs > this.options.heartbeat.ttlMs;
  }

  /** Has what this worker holds compared at once, whatever the loop waits for. */
  private checkSoon(): void {
    this.lastCheckMs = -Infinity;
    this.wakeSlotWaiters();
    this.interruptWait();
  }

  private async release(attempts: readonly Attempt[]): Promise<void> {
    if (attempts.length === 0) return;
    await this.options.queue.release(this.options.workerId, attempts);
    this.logger.info('Tasks were given back unfinished', { count: attempts.length });
  }

  /**
   * Waits until there may be something to claim. A wake-up that comes while nobody waits is found by the next wait: it may
   * have come after the claim that it was for.
   */
  private async waitForWork(nextDueInMs: number | null): Promise<void> {
    this.wakeUp ??= this.listenForWork();
    const interrupted = new Promise<'INTERRUPTED'>((resolve) => {
      this.interruptWait = () => {
        resolve('INTERRUPTED');
      };
    });
    const outcome = await this.beforeDue(Promise.race([this.wakeUp, interrupted]), nextDueInMs);
    if (outcome === 'DUE' || outcome === 'INTERRUPTED') return;
    this.wakeUp = null;
    if (outcome) throw outcome;
  }

  private async beforeDue<T>(event: Promise<T>, dueInMs: number | null): Promise<T | 'DUE'> {
    if (dueInMs === null) return event;
    const pause = new AbortController();
    const due = this.clock.delay(Math.max(dueInMs, SHORTEST_WAIT_MS), pause.signal).then(() => 'DUE' as const);
    const outcome = await Promise.race([event, due]);
    pause.abort();
    return outcome;
  }

  /** Resolves with what went wrong, so that a fault while nobody waits is nobody's unhandled rejection. */
  private listenForWork(): Promise<Error | null> {
    const { blocking, keys } = this.options;
    return blocking.bzpopmin(keys.wake, LONGEST_WAIT_MS / 1000).then(
      () => null,
      (error: unknown) => new Error('Waiting for work failed', { cause: error }),
    );
  }

  /**
   * Waits for a slot. Returns without one when a check is due: also while every slot is taken the tasks are to be this
   * worker's.
   */
  private nextFreeSlots(): Promise<void> {
    return new Promise((resolve) => {
      this.slotWaiters.push(resolve);
    });
  }

  private wakeSlotWaiters(): void {
    if (this.slotWaiters.length === 0) return;
    const waiters = this.slotWaiters;
    this.slotWaiters = [];
    for (const wake of waiters) wake();
  }

  private run(task: ClaimedTask): void {
    const handler = this.options.handlers.get(task.type);
    const attempt = new RunningAttempt(task, {
      limitMs: Math.min(task.timeoutMs ?? Infinity, handler?.timeoutMs ?? Infinity),
      // Not when it was asked for: while Redis is away the answer to a claim can take longer than a task may.
      nowMs: this.clock.now(),
      logger: this.logger,
      desk: this.desk,
    });
    this.running.add(attempt);
    void attempt.run(handler).then((outcome) => {
      this.running.delete(attempt);
      this.record(attempt, outcome);
      this.wakeSlotWaiters();
    });
  }

  private record(task: RunningAttempt, outcome: AttemptOutcome): void {
    const { id, attempt } = task;
    if (outcome.status === 'REVOKED') return;
    if (outcome.status === 'OK') {
      this.recorder.record({ status: 'COMPLETED', attempt: { id, attempt, resultJson: outcome.resultJson } });
      return;
    }
    const { errorType, message, permanent, retryAfterMs, usesRetry } = outcome.failure;
    const policy = (this.options.backoff ?? defaultBackoff)[errorType];
    // Who only waits, for a limit or for money, and was told for how long, has no longer rest to take.
    const rests = usesRetry || retryAfterMs === 0 ? policy : { ...policy, delaysMs: [retryAfterMs] };
    const restMs = backoffMs(rests, task.retryCount, retryAfterMs, this.clock.random());
    this.recorder.record({
      status: 'FAILED',
      attempt: { id, attempt, errorType, message, permanent, restMs, usesRetry },
    });
  }

  /** Tells handlers to give up tasks that are no longer this worker's, and takes their slots back. */
  private revoke(concerns: (attempt: RunningAttempt) => boolean): void {
    for (const attempt of this.running) {
      if (!concerns(attempt)) continue;
      attempt.abort(new Error('The task was taken back'));
      attempt.finish({ status: 'REVOKED' });
    }
  }

  private async sweepAgainAndAgain(): Promise<void> {
    while (!this.stopped.signal.aborted) {
      this.sweep();
      if (this.isCheckDue()) this.checkSoon();
      await this.clock.delay(SWEEP_MS, this.stopped.signal);
    }
  }

  /** Aborts what runs over its time limit, and takes back the slot of what ignores that. */
  private sweep(): void {
    const nowMs = this.clock.now();
    const graceMs = this.options.abortGraceMs ?? 5_000;
    for (const attempt of this.running) {
      if (nowMs < attempt.deadlineMs) continue;
      if (!attempt.isAborted) attempt.abort(attempt.timedOut());
      if (nowMs < attempt.deadlineMs + graceMs) continue;
      attempt.log.warn('A handler ignored its time limit; its slot was taken back');
      attempt.finish({ status: 'FAILED', failure: attempt.timedOut() });
    }
  }

  private async allFinished(): Promise<void> {
    while (this.running.size > 0 && !this.stopped.signal.aborted) await this.nextFreeSlots();
  }

  /** Waits for `work`, but no longer than `ms`. */
  private async within(ms: number, work: Promise<void>): Promise<void> {
    const done = new AbortController();
    await Promise.race([work, this.clock.delay(ms, done.signal)]);
    done.abort();
  }
}

const attemptKey = ({ id, attempt }: Attempt): string => `${id}#${String(attempt)}`;
