import type { Clock } from '../clock';
import { endOfTurn } from '../end-of-turn';
import { messageOf } from '../errors';
import type { Logger } from '../logger';
import type { TaskQueue } from '../queues/task-queue';
import type { Attempt, CompletedAttempt, FailedAttempt, SettledStatus } from '../tasks/task';

/** How an attempt ended. */
export type Outcome =
  | { readonly status: 'COMPLETED'; readonly attempt: CompletedAttempt }
  | { readonly status: 'FAILED'; readonly attempt: FailedAttempt };

/** Outcomes recorded by one script call. */
const BATCH = 100;
const RETRY_MS = 500;

/**
 * Records outcomes in batches: those that arrive while one batch is on its way share the next. An outcome that Redis
 * cannot take now is kept and tried again until it is recorded or refused as stale.
 */
export class OutcomeRecorder {
  private pending: Outcome[] = [];
  private inFlight: readonly Outcome[] = [];
  private flushing: Promise<void> | null = null;

  constructor(
    private readonly options: {
      readonly queue: TaskQueue;
      readonly workerId: string;
      readonly clock: Clock;
      readonly logger: Logger;
    },
  ) {}

  record(outcome: Outcome): void {
    this.pending.push(outcome);
    this.flushing ??= this.flush();
  }

  /** Attempts that have ended but that Redis may still count as running. */
  unrecorded(): Attempt[] {
    return [...this.inFlight, ...this.pending].map(({ attempt }) => attempt);
  }

  /** Resolves when all outcomes are recorded. */
  async drained(): Promise<void> {
    while (this.flushing) await this.flushing;
  }

  private async flush(): Promise<void> {
    // After all that is ready to run, so that outcomes of the same moment travel together.
    await endOfTurn();
    while (this.pending.length > 0) {
      this.inFlight = this.pending.splice(0, BATCH);
      try {
        await this.send(this.inFlight);
      } catch (error) {
        this.options.logger.warn('Outcomes could not be recorded, will be tried again', { error: messageOf(error) });
        this.pending.unshift(...this.inFlight);
        await this.options.clock.delay(RETRY_MS);
      }
      this.inFlight = [];
    }
    // In the same turn as the look at `pending`: an outcome that came between the two would wait for the next one.
    this.flushing = null;
  }

  /** Sending a batch twice is harmless: the scripts know outcomes that they have recorded. */
  private async send(batch: readonly Outcome[]): Promise<void> {
    const completed = batch.flatMap((outcome) => (outcome.status === 'COMPLETED' ? [outcome.attempt] : []));
    const failed = batch.flatMap((outcome) => (outcome.status === 'FAILED' ? [outcome.attempt] : []));
    const { queue, workerId } = this.options;
    if (completed.length > 0) this.report(completed, await queue.complete(workerId, completed));
    if (failed.length > 0) this.report(failed, await queue.fail(workerId, failed));
  }

  private report(attempts: readonly Attempt[], statuses: readonly SettledStatus[]): void {
    const { logger } = this.options;
    attempts.forEach(({ id, attempt }, i) => {
      if (statuses[i] === 'STALE') logger.warn('A late outcome was refused', { taskId: id, attempt });
    });
    logger.debug('Outcomes recorded', { count: attempts.length });
  }
}
