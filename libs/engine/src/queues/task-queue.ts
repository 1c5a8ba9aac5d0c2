import { randomUUID } from 'node:crypto';
import type { ErrorType, TaskState } from '@workstream/contracts';
import type { Redis } from 'ioredis';
import type { Keys } from '../keys';
import { Scripts } from '../lua/scripts';
import type {
  Attempt,
  ClaimedTask,
  DeleteResult,
  EnqueuedTask,
  NewTask,
  RetryResult,
  SettledStatus,
} from '../tasks/task';
import { parseMetadata } from '../tasks/task-record';

/** Share of claims taken from the retry queue while both queues have tasks; falls as retries pile up. */
export interface RetryShare {
  /** Retry depth from which the share is 20 %. */
  readonly warningDepth: number;
  /** Retry depth from which the share is 10 %. */
  readonly criticalDepth: number;
}

export interface TaskQueueOptions {
  readonly redis: Redis;
  readonly keys: Keys;
  /** How long raw inputs are kept when nobody finishes their task. Default 7 days. */
  readonly attachmentTtlMs?: number;
  readonly retryShare?: RetryShare;
}

/** An attempt that ended well. */
export interface CompletedAttempt extends Attempt {
  /** The handler's result, as JSON. */
  readonly resultJson: string;
}

/** An attempt that ended badly. */
export interface FailedAttempt extends Attempt {
  readonly errorType: ErrorType;
  readonly message: string;
  /** No further attempt can help. */
  readonly permanent: boolean;
  /** Milliseconds until the next attempt. */
  readonly restMs: number;
  /** False for a throttle: being asked to wait is not the task's fault. */
  readonly usesRetry: boolean;
}

/** What a claim says of its worker. */
export interface ClaimRequest {
  readonly workerId: string;
  /** At most so many tasks. */
  readonly want: number;
  /** The lease is renewed for so many milliseconds. */
  readonly heartbeatTtlMs: number;
  /** From 0 up to, not including, 1: rounds the retry share of small claims fairly. */
  readonly random: number;
}

/** What became of a worker whose lease was looked at. */
export interface RecoverResult {
  readonly status: 'ALIVE' | 'MORE' | 'DONE';
  /** Tasks given back to a queue or the schedule. */
  readonly returned: number;
  /** Tasks sent to the DLQ as poison. */
  readonly buried: number;
}

export interface RecoverRequest {
  readonly workerId: string;
  /** A task that crashed its worker this often is buried. */
  readonly maxCrashes: number;
  /** Rest after the second crash, doubled for each further one. Milliseconds. */
  readonly restMs: number;
}

/** Longest error message kept, in characters. */
const MAX_MESSAGE_LENGTH = 2_000;
const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
const RECOVER_LIMIT = 100;

/** How long the counters of a worker outlive it, in seconds. */
export const WORKER_STATS_TTL_S = 24 * 60 * 60;

/** The moves: each method is one script, so a task is in exactly one place at every moment. */
export class TaskQueue {
  private readonly redis: Redis;
  private readonly scripts: Scripts;
  private readonly keys: Keys;
  private readonly attachmentTtlMs: number;
  private readonly retryShare: RetryShare;

  constructor(options: TaskQueueOptions) {
    this.redis = options.redis;
    this.scripts = new Scripts(options.redis, options.keys);
    this.keys = options.keys;
    this.attachmentTtlMs = options.attachmentTtlMs ?? WEEK_MS;
    this.retryShare = options.retryShare ?? { warningDepth: 1_000, criticalDepth: 5_000 };
  }

  /** Accepts a task. Once this resolves the task is not lost while Redis keeps its data. */
  async enqueue(task: NewTask): Promise<EnqueuedTask> {
    const [enqueued] = await this.enqueueMany([task]);
    if (!enqueued) throw new Error('enqueue-tasks answered nothing');
    return enqueued;
  }

  /** Accepts all of `tasks` or, when Redis refuses, none. Ids come back in the order given. */
  async enqueueMany(tasks: readonly NewTask[]): Promise<EnqueuedTask[]> {
    const ids = tasks.map((task) => task.id ?? randomUUID());
    const created = (await this.scripts.run('enqueue-tasks', {
      attachmentTtlMs: this.attachmentTtlMs,
      tasks: tasks.flatMap((task, i) => taskArguments(ids[i] ?? '', task)),
    })) as number[];
    return ids.map((id, i) => ({ id, createdAtMs: created[i] ?? 0 }));
  }

  /** Takes up to `want` waiting tasks for a worker and renews its lease. */
  async claim(request: ClaimRequest): Promise<ClaimedTask[]> {
    const replies = (await this.scripts.run('claim-tasks', {
      activeTasks: this.keys.activeTasks(request.workerId),
      heartbeat: this.keys.heartbeat(request.workerId),
      workerId: request.workerId,
      want: request.want,
      heartbeatTtlMs: request.heartbeatTtlMs,
      chance: Math.floor(request.random * 100),
      retryWarning: this.retryShare.warningDepth,
      retryCritical: this.retryShare.criticalDepth,
    })) as [string, number, string, string | null, string, number, number][];
    return replies.map(([id, attempt, type, content, metadata, retryCount, maxRetries]) => {
      return { id, attempt, type, content, metadata: parseMetadata(metadata), retryCount, maxRetries };
    });
  }

  /** Records results. STALE: the attempt was no longer the current one and its result was dropped. */
  async complete(workerId: string, outcomes: readonly CompletedAttempt[]): Promise<SettledStatus[]> {
    return (await this.scripts.run('complete-tasks', {
      activeTasks: this.keys.activeTasks(workerId),
      workerStats: this.keys.workerStats(workerId),
      workerId,
      outcomes: outcomes.flatMap(({ id, attempt, resultJson }) => [id, attempt, resultJson]),
    })) as SettledStatus[];
  }

  /** Records failures: SCHEDULED for another attempt, DLQ, or STALE. */
  async fail(workerId: string, failures: readonly FailedAttempt[]): Promise<SettledStatus[]> {
    return (await this.scripts.run('fail-tasks', {
      activeTasks: this.keys.activeTasks(workerId),
      workerStats: this.keys.workerStats(workerId),
      workerId,
      failures: failures.flatMap((failure) => [
        failure.id,
        failure.attempt,
        failure.errorType,
        failure.message.slice(0, MAX_MESSAGE_LENGTH),
        failure.permanent ? '1' : '0',
        failure.restMs,
        failure.usesRetry ? '1' : '0',
      ]),
    })) as SettledStatus[];
  }

  /** Gives tasks back to the head of their queue; neither a retry nor a crash is counted. */
  async release(workerId: string, attempts: readonly Attempt[]): Promise<SettledStatus[]> {
    return (await this.scripts.run('release-tasks', {
      activeTasks: this.keys.activeTasks(workerId),
      workerId,
      attempts: attempts.flatMap(({ id, attempt }) => [id, attempt]),
    })) as SettledStatus[];
  }

  /** What the worker holds according to Redis: more than it knows of when the reply to a claim was lost. */
  async held(workerId: string): Promise<Attempt[]> {
    const ids = await this.redis.smembers(this.keys.activeTasks(workerId));
    const attempts = await Promise.all(ids.map((id) => this.redis.hget(this.keys.task(id), 'attempt')));
    return ids.map((id, i) => ({ id, attempt: Number(attempts[i]) }));
  }

  /** Moves up to `limit` due tasks to their queue and says when the next is due, null when none is scheduled. */
  async promote(limit: number): Promise<{ promoted: number; nextDueInMs: number | null }> {
    const [promoted, nextDueInMs] = (await this.scripts.run('promote-tasks', { limit })) as [number, number?];
    return { promoted, nextDueInMs: nextDueInMs ?? null };
  }

  /** Gives back the tasks of a worker if its lease has ended; asks again inside the script, so nobody can be robbed. */
  async recover(request: RecoverRequest): Promise<RecoverResult> {
    const [status, returned, buried] = (await this.scripts.run('recover-worker', {
      heartbeat: this.keys.heartbeat(request.workerId),
      activeTasks: this.keys.activeTasks(request.workerId),
      workerStats: this.keys.workerStats(request.workerId),
      workerId: request.workerId,
      maxCrashes: request.maxCrashes,
      restMs: request.restMs,
      limit: RECOVER_LIMIT,
      statsTtlS: WORKER_STATS_TTL_S,
    })) as [RecoverResult['status'], number, number];
    return { status, returned, buried };
  }

  /** Sends a task from the DLQ back to the retry queue. */
  async retry(id: string, options: { resetRetryCount?: boolean } = {}): Promise<RetryResult> {
    const [status, state] = (await this.scripts.run('retry-task', {
      id,
      resetsRetryCount: options.resetRetryCount === true ? 1 : 0,
    })) as [RetryResult['status'], TaskState];
    return status === 'WRONG_STATE' ? { status, state } : { status };
  }

  /** Removes a task and all that belongs to it, in whatever state it is. */
  async delete(id: string): Promise<DeleteResult> {
    const [status, state] = (await this.scripts.run('delete-task', { id })) as [DeleteResult['status'], TaskState];
    return status === 'DELETED' ? { status, state } : { status };
  }
}

function taskArguments(id: string, task: NewTask): (string | number | Buffer)[] {
  return [
    id,
    task.type,
    task.content ?? '',
    task.content === null ? '0' : '1',
    task.content?.length ?? task.attachment?.length ?? 0,
    JSON.stringify(task.metadata ?? {}),
    task.maxRetries ?? 3,
    task.attachment ?? '',
  ];
}
