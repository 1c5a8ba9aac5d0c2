import { ErrorType, StateChange, TaskRecord, isTerminal } from '@workstream/contracts';

/** A part of an attempt's time. */
export interface AttemptPart {
  /** `delay`: it was created for later; `backoff`: it failed before. */
  readonly kind: 'wait' | 'delay' | 'backoff' | 'run';
  readonly startMs: number;
  readonly durationMs: number;
}

/** One attempt: what it waited for, how long it ran and how it ended. */
export interface Attempt {
  /** From 1. */
  readonly number: number;
  readonly parts: readonly AttemptPart[];
  /** How it ended; RUNNING while it has not, WAITING while it has not begun. */
  readonly outcome: 'COMPLETED' | 'CANCELLED' | 'RUNNING' | 'WAITING' | 'RELEASED' | ErrorType;
  readonly message: string | null;
  readonly workerId: string | null;
}

type Attempted = Pick<TaskRecord, 'state_history' | 'error_history' | 'worker_id'>;

/** The attempts of a task, oldest first, read from where it has been. The last part lasts until now unless the task ended. */
export function attemptsOf(task: Attempted, nowMs: number): readonly Attempt[] {
  const groups: { change: StateChange; endMs: number }[][] = [[]];
  task.state_history.forEach((change, index, all) => {
    const next = all[index + 1];
    if (next === undefined && isTerminal(change.state)) return;
    groups.at(-1)?.push({ change, endMs: next ? Date.parse(next.at) : nowMs });
    if (change.state === 'ACTIVE' && next !== undefined) groups.push([]);
  });
  return groups
    .filter((group) => group.some(({ change }) => partOf(change, 1)))
    .map((group, index) => attemptOf(task, group, index + 1));
}

function attemptOf(
  task: Attempted,
  stays: readonly { readonly change: StateChange; readonly endMs: number }[],
  number: number,
): Attempt {
  const parts = stays.flatMap(({ change, endMs }) => {
    const kind = partOf(change, number);
    const startMs = Date.parse(change.at);
    return kind ? [{ kind, startMs, durationMs: Math.max(0, endMs - startMs) }] : [];
  });
  const ran = stays.find(({ change }) => change.state === 'ACTIVE')?.change ?? null;
  const error = task.error_history.find((entry) => entry.attempt === number) ?? null;
  return {
    number,
    parts,
    outcome: error?.error_type ?? outcomeOf(task.state_history, ran),
    message: error?.message ?? null,
    workerId: error ? error.worker_id : ran && task.worker_id,
  };
}

function outcomeOf(history: readonly StateChange[], ran: StateChange | null): Attempt['outcome'] {
  if (ran === null) return 'WAITING';
  switch (history[history.indexOf(ran) + 1]?.state) {
    case undefined:
      return 'RUNNING';
    case 'COMPLETED':
      return 'COMPLETED';
    case 'CANCELLED':
      return 'CANCELLED';
    case 'PENDING':
      return 'RELEASED';
    default:
      return 'Other';
  }
}

function partOf({ state }: StateChange, attempt: number): AttemptPart['kind'] | null {
  if (state === 'PENDING') return 'wait';
  if (state === 'SCHEDULED') return attempt === 1 ? 'delay' : 'backoff';
  return state === 'ACTIVE' ? 'run' : null;
}
