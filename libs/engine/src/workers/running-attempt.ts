import type { TaskLabels, TaskMetadata, TaskProgress } from '@workstream/contracts';
import { messageOf, TaskFailure } from '../errors';
import type { LogFields, Logger } from '../logger';
import type { Attempt, ClaimedTask } from '../tasks/task';
import type { AttemptDesk } from './attempt-desk';
import { ProgressNotes } from './progress-notes';
import type { TaskContext, TaskHandler } from './task-handler';

/** How a handler's run ended. */
export type AttemptOutcome =
  | { readonly status: 'OK'; readonly resultJson: string }
  | { readonly status: 'FAILED'; readonly failure: TaskFailure }
  /** The task is no longer this worker's: it was cancelled, deleted, recovered or given back. Nothing is to be recorded. */
  | { readonly status: 'REVOKED' };

/** One run of a handler. Cheap to make: no timer and no signal unless the handler looks at it. */
export class RunningAttempt implements TaskContext, Attempt {
  /** When its time limit is reached, ms of the machine's clock. */
  readonly deadlineMs: number;
  private taskLog: Logger | null = null;
  private controller: AbortController | null = null;
  private abortReason: Error | null = null;
  private notes: ProgressNotes | null = null;
  private settle: (outcome: AttemptOutcome) => void = () => undefined;

  constructor(
    private readonly task: ClaimedTask,
    private readonly options: {
      readonly limitMs: number;
      readonly nowMs: number;
      readonly logger: Logger;
      readonly desk: AttemptDesk;
    },
  ) {
    this.deadlineMs = options.nowMs + options.limitMs;
  }

  get id(): string {
    return this.task.id;
  }
  get attempt(): number {
    return this.task.attempt;
  }
  get type(): string {
    return this.task.type;
  }
  get content(): string | null {
    return this.task.content;
  }
  get metadata(): TaskMetadata {
    return this.task.metadata;
  }
  get labels(): TaskLabels {
    return this.task.labels;
  }
  get retryCount(): number {
    return this.task.retryCount;
  }

  get log(): Logger {
    this.taskLog ??= new TaskLogger(this.options.logger, { taskId: this.task.id, attempt: this.task.attempt });
    return this.taskLog;
  }

  get signal(): AbortSignal {
    this.controller ??= new AbortController();
    if (this.abortReason) this.controller.abort(this.abortReason);
    return this.controller.signal;
  }

  attachment(): Promise<Buffer | null> {
    return this.options.desk.attachment(this.task.id);
  }

  checkpoint(name: string): Promise<unknown> {
    return this.options.desk.checkpoint(this.task.id, name);
  }

  saveCheckpoint(name: string, value: object): Promise<void> {
    return this.options.desk.saveCheckpoint(this, name, value);
  }

  assertOwned(): Promise<void> {
    return this.options.desk.assertOwned(this);
  }

  progress(progress: TaskProgress): void {
    const { desk } = this.options;
    this.notes ??= new ProgressNotes({
      send: (latest) => desk.noteProgress(this, latest),
      rest: (ms) => desk.rest(ms),
      warn: (message, fields) => {
        this.log.warn(message, fields);
      },
    });
    this.notes.note(progress);
  }

  /** Runs the handler. Never rejects; `finish` can end it before the handler does. */
  run(handler: TaskHandler | undefined): Promise<AttemptOutcome> {
    return new Promise((resolve) => {
      this.settle = resolve;
      if (!handler) {
        const message = `No handler for the task type "${this.task.type}"`;
        this.finish({
          status: 'FAILED',
          failure: new TaskFailure(message, { errorType: 'UnknownTaskType', permanent: true }),
        });
        return;
      }
      this.handle(handler).then(resolve, (error: unknown) => {
        resolve({ status: 'FAILED', failure: asFailure(error) });
      });
    });
  }

  /** Asks the handler to give up; a second reason changes nothing. */
  abort(reason: Error): void {
    this.abortReason ??= reason;
    this.controller?.abort(this.abortReason);
  }

  get isAborted(): boolean {
    return this.abortReason !== null;
  }

  /** Ends the run for the worker, whatever the handler still does. */
  finish(outcome: AttemptOutcome): void {
    this.settle(outcome);
  }

  timedOut(): TaskFailure {
    return new TaskFailure(`Took longer than the limit of ${String(this.options.limitMs)} ms`, {
      errorType: 'TimedOut',
    });
  }

  private async handle(handler: TaskHandler): Promise<AttemptOutcome> {
    return { status: 'OK', resultJson: JSON.stringify(await handler.run(this)) };
  }
}

// A reason given to abort() comes back as the error of whatever the handler awaited.
const asFailure = (error: unknown): TaskFailure =>
  error instanceof TaskFailure ? error : new TaskFailure(messageOf(error), { errorType: 'Other', cause: error });

/** Adds the task to every line. */
class TaskLogger implements Logger {
  constructor(
    private readonly logger: Logger,
    private readonly fields: LogFields,
  ) {}
  debug(message: string, fields?: LogFields): void {
    this.logger.debug(message, { ...this.fields, ...fields });
  }
  info(message: string, fields?: LogFields): void {
    this.logger.info(message, { ...this.fields, ...fields });
  }
  warn(message: string, fields?: LogFields): void {
    this.logger.warn(message, { ...this.fields, ...fields });
  }
  error(message: string, fields?: LogFields): void {
    this.logger.error(message, { ...this.fields, ...fields });
  }
}
