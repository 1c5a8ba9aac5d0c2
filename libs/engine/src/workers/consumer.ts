import type { Redis } from 'ioredis';
import { systemClock, type Clock } from '../clock';
import { messageOf } from '../errors';
import type { Keys } from '../keys';
import { silentLogger, type Logger } from '../logger';
import type { TaskQueue } from '../queues/task-queue';
import { backoffMs, defaultBackoff, type BackoffPolicies } from '../retries/backoff';
import type { Attempt, ClaimedTask } from '../tasks/task';
import type { TaskStore } from '../tasks/task-store';
import type { Heartbeat } from './heartbeat';
import { OutcomeRecorder, type Outcome } from './outcome-recorder';
import { runAttempt, type AttemptOutcome } from './run-attempt';
import type { TaskHandler } from './task-handler';

export interface ConsumerOptions {
  readonly queue: TaskQueue;
  readonly store: TaskStore;
  /** A connection of the consumer's own, to wait on; `stop` closes it. */
  readonly blocking: Redis;
  readonly keys: Keys;
  /** By task type. A task of another type goes to the DLQ. */
  readonly handlers: ReadonlyMap<string, TaskHandler>;
  readonly workerId: string;
  /** Tasks run at once. */
  readonly concurrency: number;
  readonly heartbeat: Pick<Heartbeat, 'ttlMs'>;
  readonly backoff?: BackoffPolicies;
  readonly clock?: Clock;
  readonly logger?: Logger;
}

/** Tasks claimed by one script call; keeps the script short. */
const CLAIM_LIMIT = 16;
/** Longest wait for a wake-up, so that one that died with its receiver costs no more than this. */
const WAIT_S = 3;
const CLAIM_RETRY_MS = 1_000;
/** How long `stop` waits for the last outcomes; those that Redis does not take are recovered as a crash would be. */
const DRAIN_MS = 3_000;

/** Claims tasks for its free slots, runs their handlers and has the outcomes recorded. */
export class Consumer {
  private readonly clock: Clock;
  private readonly logger: Logger;
  private readonly recorder: OutcomeRecorder;
  private readonly running = new Map<string, Attempt>();
  /** Aborted when no more tasks may be claimed. */
  private readonly closing = new AbortController();
  /** Aborted when handlers must give up. */
  private readonly stopping = new AbortController();
  private loop: Promise<void> = Promise.resolve();
  private stopped: Promise<void> | null = null;
  private slotFreed: () => void = () => undefined;
  private claimInDoubt = false;
  private lastCheckMs: number;
  private lastRoundMs: number;

  constructor(private readonly options: ConsumerOptions) {
    this.clock = options.clock ?? systemClock;
    this.logger = options.logger ?? silentLogger;
    this.lastRoundMs = this.lastCheckMs = this.clock.now();
    const { queue, workerId } = options;
    this.recorder = new OutcomeRecorder({ queue, workerId, clock: this.clock, logger: this.logger });
  }

  /** Tasks running now. */
  get activeCount(): number {
    return this.running.size;
  }

  /** When the consumer last asked for tasks, ms of the machine's clock. Stands still while all slots are taken. */
  get lastClaimRoundMs(): number {
    return this.lastRoundMs;
  }

  /** Begins to claim. Goes on through any loss of Redis until stopped. */
  start(): void {
    this.loop = this.consume();
  }

  /** Claims no more, lets tasks finish for `graceMs`, then gives the rest back to the head of their queue. */
  stop(options: { graceMs: number }): Promise<void> {
    this.stopped ??= this.shutDown(options.graceMs);
    return this.stopped;
  }

  private async shutDown(graceMs: number): Promise<void> {
    this.closing.abort();
    this.options.blocking.disconnect();
    this.slotFreed();
    await this.loop;
    await this.finishRunning(graceMs);
    const unfinished = [...this.running.values()];
    this.stopping.abort(new Error('The worker stops'));
    await this.release(unfinished).catch((error: unknown) => {
      this.logger.warn('Unfinished tasks could not be given back; they follow when the lease has ended', {
        error: messageOf(error),
      });
    });
    await this.within(DRAIN_MS, this.recorder.drained());
  }

  private async consume(): Promise<void> {
    while (!this.closing.signal.aborted) {
      const free = this.options.concurrency - this.running.size;
      if (free === 0) await this.nextFreeSlot();
      else await this.round(free);
    }
  }

  private async round(free: number): Promise<void> {
    try {
      if (this.claimInDoubt || this.isCheckDue()) await this.releaseUnknown();
      const tasks = await this.claim(Math.min(free, CLAIM_LIMIT));
      if (this.closing.signal.aborted) await this.release(tasks);
      else if (tasks.length > 0) for (const task of tasks) this.run(task);
      else await this.waitForWork();
    } catch (error) {
      if (this.closing.signal.aborted) return;
      this.logger.warn('No tasks could be claimed, will be tried again', { error: messageOf(error) });
      await this.clock.delay(CLAIM_RETRY_MS * (1 + this.clock.random()), this.closing.signal);
    }
  }

  private async claim(want: number): Promise<ClaimedTask[]> {
    const { queue, workerId, heartbeat } = this.options;
    this.lastRoundMs = this.clock.now();
    this.claimInDoubt = true;
    const tasks = await queue.claim({ workerId, want, heartbeatTtlMs: heartbeat.ttlMs, random: this.clock.random() });
    this.claimInDoubt = false;
    return tasks;
  }

  /** A claim whose reply was lost has left tasks that nobody runs in this worker's name: they go back. */
  private async releaseUnknown(): Promise<void> {
    const known = new Set([...this.running.values(), ...this.recorder.unrecorded()].map(attemptKey));
    const held = await this.options.queue.held(this.options.workerId);
    await this.release(held.filter((attempt) => !known.has(attemptKey(attempt))));
    this.claimInDoubt = false;
    this.lastCheckMs = this.clock.now();
  }

  /** A client that repeats commands by itself after a reconnect can hide that a reply was lost. */
  private isCheckDue(): boolean {
    return this.clock.now() - this.lastCheckMs > this.options.heartbeat.ttlMs;
  }

  private async release(attempts: readonly Attempt[]): Promise<void> {
    if (attempts.length === 0) return;
    await this.options.queue.release(this.options.workerId, attempts);
    this.logger.info('Tasks were given back unfinished', { count: attempts.length });
  }

  private async waitForWork(): Promise<void> {
    await this.options.blocking.bzpopmin(this.options.keys.wake, WAIT_S);
  }

  private async nextFreeSlot(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.slotFreed = resolve;
    });
  }

  private run(task: ClaimedTask): void {
    const key = attemptKey(task);
    this.running.set(key, task);
    void this.attempt(task).then((outcome) => {
      // After a stop the task has been given back; its outcome is no longer ours to record.
      if (!this.stopping.signal.aborted) this.recorder.record(this.outcomeOf(task, outcome));
      this.running.delete(key);
      this.slotFreed();
    });
  }

  private attempt(task: ClaimedTask): Promise<AttemptOutcome> {
    return runAttempt({
      task,
      handler: this.options.handlers.get(task.type),
      attachment: () => this.options.store.attachment(task.id),
      stopSignal: this.stopping.signal,
      clock: this.clock,
      logger: this.logger,
    });
  }

  private outcomeOf(task: ClaimedTask, outcome: AttemptOutcome): Outcome {
    const { id, attempt } = task;
    if (outcome.status === 'OK') {
      return { status: 'COMPLETED', attempt: { id, attempt, resultJson: outcome.resultJson } };
    }
    const { errorType, message, permanent, retryAfterMs } = outcome.failure;
    const policy = (this.options.backoff ?? defaultBackoff)[errorType];
    return {
      status: 'FAILED',
      attempt: {
        id,
        attempt,
        errorType,
        message,
        permanent,
        restMs: backoffMs(policy, task.retryCount, retryAfterMs, this.clock.random()),
        usesRetry: errorType !== 'RateLimited',
      },
    };
  }

  private finishRunning(graceMs: number): Promise<void> {
    return this.within(graceMs, this.allFinished());
  }

  private async allFinished(): Promise<void> {
    while (this.running.size > 0 && !this.stopping.signal.aborted) await this.nextFreeSlot();
  }

  /** Waits for `work`, but no longer than `ms`. */
  private async within(ms: number, work: Promise<void>): Promise<void> {
    const done = new AbortController();
    await Promise.race([work, this.clock.delay(ms, done.signal)]);
    done.abort();
  }
}

const attemptKey = ({ id, attempt }: Attempt): string => `${id}#${String(attempt)}`;
