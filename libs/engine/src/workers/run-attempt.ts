import type { Clock } from '../clock';
import { messageOf, TaskFailure } from '../errors';
import type { Logger } from '../logger';
import type { ClaimedTask } from '../tasks/task';
import type { TaskHandler } from './task-handler';

/** How a handler's run ended. */
export type AttemptOutcome =
  { readonly status: 'OK'; readonly resultJson: string } | { readonly status: 'FAILED'; readonly failure: TaskFailure };

/** How long a handler may go on after its signal aborted before its slot is given back regardless. Milliseconds. */
export const ABORT_GRACE_MS = 5_000;

export interface RunAttemptOptions {
  readonly task: ClaimedTask;
  readonly handler: TaskHandler | undefined;
  readonly attachment: () => Promise<Buffer | null>;
  /** Aborts when the worker must stop. */
  readonly stopSignal: AbortSignal;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Runs a task's handler under its time limit. Never rejects, and never outlives limit plus grace. */
export async function runAttempt(options: RunAttemptOptions): Promise<AttemptOutcome> {
  const { task, handler } = options;
  if (!handler) {
    return failed(
      new TaskFailure(`No handler for the task type "${task.type}"`, { errorType: 'UnknownTaskType', permanent: true }),
    );
  }
  const limit = new AbortController();
  const ended = new AbortController();
  const signal = AbortSignal.any([limit.signal, options.stopSignal]);
  try {
    return await Promise.race([
      run(options, handler, signal),
      cutOff(handler.timeoutMs, limit, AbortSignal.any([ended.signal, options.stopSignal]), options.clock),
    ]);
  } finally {
    ended.abort();
  }
}

async function run(options: RunAttemptOptions, handler: TaskHandler, signal: AbortSignal): Promise<AttemptOutcome> {
  const { id, type, attempt, content, metadata } = options.task;
  try {
    const result = await handler.run({
      id,
      type,
      attempt,
      content,
      metadata,
      signal,
      log: taskLogger(options.logger, { taskId: id, attempt }),
      attachment: options.attachment,
    });
    return { status: 'OK', resultJson: JSON.stringify(result) };
  } catch (error) {
    if (error instanceof TaskFailure) return failed(error);
    // A reason given to abort() comes back as the error of whatever the handler awaited.
    return failed(new TaskFailure(messageOf(error), { errorType: 'Other', cause: error }));
  }
}

/** Ends at once when the attempt has ended or the worker stops. */
async function cutOff(
  timeoutMs: number,
  limit: AbortController,
  ended: AbortSignal,
  clock: Clock,
): Promise<AttemptOutcome> {
  const failure = new TaskFailure(`Took longer than the limit of ${String(timeoutMs)} ms`, { errorType: 'TimedOut' });
  await clock.delay(timeoutMs, ended);
  limit.abort(failure);
  await clock.delay(ABORT_GRACE_MS, ended);
  return failed(failure);
}

const failed = (failure: TaskFailure): AttemptOutcome => ({ status: 'FAILED', failure });

function taskLogger(logger: Logger, fields: { taskId: string; attempt: number }): Logger {
  return {
    debug: (message, more) => {
      logger.debug(message, { ...fields, ...more });
    },
    info: (message, more) => {
      logger.info(message, { ...fields, ...more });
    },
    warn: (message, more) => {
      logger.warn(message, { ...fields, ...more });
    },
    error: (message, more) => {
      logger.error(message, { ...fields, ...more });
    },
  };
}
