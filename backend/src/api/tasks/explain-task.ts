import type { ErrorType, GateVerdict, TaskExplanation, TaskRecord, WorkerDetails } from '@workstream/contracts';
import type { QueuePlace } from '@workstream/engine';

/** What a verdict rests on, read at one moment. */
export interface TaskFacts {
  readonly task: TaskRecord;
  /** Where it stands in line; null when it does not. */
  readonly place: QueuePlace | null;
  /** Queues that nothing is taken from. */
  readonly paused: readonly string[];
  readonly workers: readonly WorkerDetails[];
  /** Whether the model provider can be asked; null where none is. */
  readonly provider: GateVerdict | null;
}

const ADVICE: Readonly<Record<ErrorType, string>> = {
  CreditsExhausted: 'Add credits to the OpenRouter account, then retry the task.',
  RateLimited: 'Retry the task when the provider takes more requests; lower the rate limit if this comes often.',
  ServiceUnavailable: 'Retry the task when the provider answers again.',
  NetworkError: 'Check that workers can reach the provider, then retry the task.',
  TimedOut: 'Create the task again with a larger timeout_ms, or with less to do.',
  InvalidInput: 'Correct the input and create the task again: a retry would fail the same way.',
  UnknownTaskType: 'Start a worker that can run this type, then retry the task.',
  Poison: 'It ended its worker process again and again: read the log of the worker before you retry it.',
  Expired: 'It waited longer than it may: start more workers, then retry the task.',
  Other: 'Read the error, and retry the task when its cause is gone.',
};

/** Why a task waits, what it does, or why it failed. */
export function explainTask(facts: TaskFacts): TaskExplanation {
  const { task, place } = facts;
  const gates = isWaiting(task) ? gatesOf(facts) : [];
  const closed = gates.find((gate) => !gate.open);
  return {
    task_id: task.task_id,
    state: task.state,
    summary: closed?.message ?? summaryOf(facts),
    advice: isWaiting(task) ? adviceFor(closed, task) : adviceAtRest(facts),
    gates,
    position: place?.ahead ?? null,
  };
}

const isWaiting = ({ state }: TaskRecord): boolean => state === 'PENDING' || state === 'SCHEDULED';

function gatesOf(facts: TaskFacts): GateVerdict[] {
  const { task, provider } = facts;
  const outside = provider === null ? [] : [provider];
  return task.state === 'SCHEDULED'
    ? [scheduleGate(task), workersGate(facts), ...outside]
    : [scheduleGate(task), queueGate(facts), workersGate(facts), ...outside, lineGate(facts)];
}

function scheduleGate(task: TaskRecord): GateVerdict {
  if (task.state !== 'SCHEDULED') return { gate: 'schedule', open: true, message: 'Its time has come.', until: null };
  const until = task.retry_after;
  const why =
    task.last_error === null
      ? `It is to run at ${String(until)}.`
      : `It rests until ${String(until)} after attempt ${String(task.attempt)} failed: ${task.last_error}`;
  return { gate: 'schedule', open: false, message: why, until };
}

function queueGate({ place, paused }: TaskFacts): GateVerdict {
  const queue = place?.queue ?? 'primary';
  const open = !paused.includes(queue);
  const message = open ? `The ${queue} queue gives out tasks.` : `The ${queue} queue is paused.`;
  return { gate: 'queue', open, message, until: null };
}

const canRun = (worker: WorkerDetails, type: string): boolean =>
  worker.task_types.length === 0 || worker.task_types.includes(type);

function workersGate({ task, workers }: TaskFacts): GateVerdict {
  const able = workers.filter((worker) => worker.status === 'healthy' && canRun(worker, task.task_type));
  const message =
    able.length > 0
      ? `${String(able.length)} ${able.length === 1 ? 'worker takes' : 'workers take'} tasks of this type.`
      : whyNobody(task, workers);
  return { gate: 'workers', open: able.length > 0, message, until: null };
}

function whyNobody({ task_type }: TaskRecord, workers: readonly WorkerDetails[]): string {
  if (workers.length === 0) return 'No worker is running.';
  if (workers.every((worker) => worker.status === 'stale')) return 'No worker beats any more.';
  return workers.some((worker) => worker.status === 'draining' && canRun(worker, task_type))
    ? 'All workers that could run it are draining.'
    : `No worker can run tasks of type ${task_type}.`;
}

function lineGate({ place }: TaskFacts): GateVerdict {
  const open = place === null || place.ahead === 0;
  return { gate: 'line', open, message: open ? 'It is the next in line.' : behind(place.ahead), until: null };
}

const behind = (ahead: number | null): string =>
  ahead === null
    ? 'More tasks are before it than are counted.'
    : `${String(ahead)} ${ahead === 1 ? 'task of its queue and priority is' : 'tasks of its queue and priority are'} before it.`;

function adviceFor(closed: GateVerdict | undefined, task: TaskRecord): string | null {
  switch (closed?.gate) {
    case 'schedule':
      return task.error_type === 'CreditsExhausted' ? 'Add credits to the OpenRouter account meanwhile.' : null;
    case 'queue':
      return 'Resume the queue.';
    case 'workers':
      return 'Start a worker that can run it, or let a draining one take tasks again.';
    case 'provider':
      return 'It opens by itself; to have it open sooner, reset the circuit breaker or raise the cap on spending.';
    case 'line':
      return 'Start more workers, or raise their concurrency, if this takes too long.';
    case undefined:
      return null;
  }
}

function summaryOf({ task, workers }: TaskFacts): string {
  switch (task.state) {
    case 'ACTIVE':
      return isOwnerGone(task, workers)
        ? `Worker ${String(task.worker_id)}, which ran it, stopped beating; the task is given back within seconds.`
        : `Worker ${String(task.worker_id)} has been running attempt ${String(task.attempt)} since ${String(task.started_at)}${progressOf(task)}.`;
    case 'COMPLETED':
      return `It was completed at ${String(task.completed_at)}, at attempt ${String(task.attempt)}.`;
    case 'CANCELLED':
      return `It was cancelled at ${String(task.completed_at)}: ${task.cancel_reason ?? 'no reason was given'}.`;
    case 'DLQ':
    case 'FAILED':
      return `It failed for good after ${String(task.attempt)} ${task.attempt === 1 ? 'attempt' : 'attempts'}: ${String(task.error_type)}, ${String(task.last_error)}`;
    default:
      return 'A worker takes it next.';
  }
}

const isOwnerGone = (task: TaskRecord, workers: readonly WorkerDetails[]): boolean =>
  !workers.some((worker) => worker.worker_id === task.worker_id && worker.status !== 'stale');

const progressOf = ({ progress }: TaskRecord): string =>
  progress === null ? '' : `, and has done ${String(progress.done)} of ${String(progress.total)} parts`;

const adviceAtRest = ({ task }: TaskFacts): string | null =>
  task.state === 'DLQ' ? ADVICE[task.error_type ?? 'Other'] : null;
