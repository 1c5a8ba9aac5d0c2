import type { PausableQueue, TaskProgress, TaskState } from '@workstream/contracts';
import { messageOf, StorageFullError } from '../errors';
import type { Keys } from '../keys';
import { Scripts } from '../lua/scripts';
import type { RedisClient } from '../redis-client';
import type {
  Attempt,
  CancelResult,
  ClaimedTask,
  DeleteResult,
  EnqueuedTask,
  NewTask,
  RetryResult,
  SettledStatus,
  CompletedAttempt,
  FailedAttempt,
} from '../tasks/task';
import { newTaskArguments, outcomeArguments, toClaimedTask, type Argument } from './script-arguments';

/** Share of claims taken from the retry queue while both queues have tasks; falls as retries pile up. */
export interface RetryShare {
  /** Retry depth from which the share is 20 %. */
  readonly warningDepth: number;
  /** Retry depth from which the share is 10 %. */
  readonly criticalDepth: number;
}

/** Where the retry queue's share falls, unless configured. */
export const DEFAULT_RETRY_SHARE: RetryShare = { warningDepth: 1_000, criticalDepth: 5_000 };

export interface TaskQueueOptions {
  readonly redis: RedisClient;
  readonly keys: Keys;
  /** How long raw inputs are kept when nobody finishes their task. Default 7 days. */
  readonly attachmentTtlMs?: number;
  /** A task that has waited in line longer goes to the DLQ as Expired, unless it says otherwise. Default 2 hours. */
  readonly maxAgeMs?: number;
  readonly retryShare?: RetryShare;
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

/** What a worker was given. */
export interface ClaimResult {
  readonly tasks: readonly ClaimedTask[];
  /** The worker is to take nothing more: there is no point in asking again soon. */
  readonly isDraining: boolean;
  /** Milliseconds until a scheduled task comes due: 0 when one is due and to be promoted, null when none is scheduled. */
  readonly nextDueInMs: number | null;
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
const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const RECOVER_LIMIT = 100;
/** What one script call takes in; a longer list is refused, since it could not be all-or-nothing. */
const MAX_BATCH = 5_000;
/** Adds of one turn of the event loop travel together up to this many tasks. */
const GROUP_TASKS = 500;

/** How long the counters of a worker outlive it, in seconds. */
export const WORKER_STATS_TTL_S = 24 * 60 * 60;

/** A task as `claim-tasks` answers it. */
type ClaimReply = readonly [id: string, attempt: number, fields: readonly string[]];

interface WaitingAdd {
  readonly task: NewTask;
  readonly resolve: (enqueued: EnqueuedTask) => void;
  readonly reject: (reason: unknown) => void;
}

/** The moves: each method is one script, so a task is in exactly one place at every moment. */
export class TaskQueue {
  private readonly redis: RedisClient;
  private readonly scripts: Scripts;
  private readonly keys: Keys;
  private readonly attachmentTtlMs: number;
  private readonly maxAgeMs: number;
  private readonly retryShare: RetryShare;
  private waitingAdds: WaitingAdd[] = [];

  constructor(options: TaskQueueOptions) {
    this.redis = options.redis;
    this.scripts = new Scripts(options.redis, options.keys);
    this.keys = options.keys;
    this.attachmentTtlMs = options.attachmentTtlMs ?? 7 * DAY_MS;
    this.maxAgeMs = options.maxAgeMs ?? 2 * HOUR_MS;
    this.retryShare = options.retryShare ?? DEFAULT_RETRY_SHARE;
  }

  /**
   * Accepts a task. Once this resolves the task is not lost while Redis keeps its data. Calls made in the same turn of the
   * event loop share one script call.
   */
  enqueue(task: NewTask): Promise<EnqueuedTask> {
    return new Promise((resolve, reject) => {
      if (this.waitingAdds.push({ task, resolve, reject }) === 1)
        process.nextTick(() => {
          this.flushAdds();
        });
    });
  }

  /**
   * Accepts all of `tasks` or, when Redis refuses, none. Answers come in the order given.
   *
   * @throws RangeError for more than 5,000 tasks
   * @throws StorageFullError when Redis has no room
   */
  async enqueueMany(tasks: readonly NewTask[]): Promise<EnqueuedTask[]> {
    if (tasks.length > MAX_BATCH) throw new RangeError(`At most ${String(MAX_BATCH)} tasks at once`);
    const flat = await this.runEnqueue(newTaskArguments(tasks));
    return tasks.map((_, i) => ({ status: flat[2 * i] as EnqueuedTask['status'], id: flat[2 * i + 1] ?? '' }));
  }

  private async runEnqueue(tasks: readonly Argument[]): Promise<string[]> {
    const { attachmentTtlMs, maxAgeMs } = this;
    const inputs = { attachmentTtlMs, idempotencyTtlMs: DAY_MS, maxAgeMs, tasks };
    try {
      return (await this.scripts.run('enqueue-tasks', inputs)) as string[];
    } catch (error) {
      if (messageOf(error).startsWith('OOM')) throw new StorageFullError({ cause: error });
      throw error;
    }
  }

  private flushAdds(): void {
    const all = this.waitingAdds;
    this.waitingAdds = [];
    for (let start = 0; start < all.length; start += GROUP_TASKS) {
      const group = all.slice(start, start + GROUP_TASKS);
      this.enqueueMany(group.map(({ task }) => task)).then(
        (enqueued) => {
          group.forEach(({ resolve }, i) => {
            resolve(enqueued[i] as EnqueuedTask);
          });
        },
        (error: unknown) => {
          for (const { reject } of group) reject(error);
        },
      );
    }
  }

  /** Takes up to `want` waiting tasks for a worker and renews its lease. */
  async claim(request: ClaimRequest): Promise<ClaimResult> {
    const [draining, nextDueInMs, json] = (await this.scripts.run('claim-tasks', {
      activeTasks: this.keys.activeTasks(request.workerId),
      heartbeat: this.keys.heartbeat(request.workerId),
      workerId: request.workerId,
      want: request.want,
      heartbeatTtlMs: request.heartbeatTtlMs,
      chance: Math.floor(request.random * 100),
      retryWarning: this.retryShare.warningDepth,
      retryCritical: this.retryShare.criticalDepth,
      maxAgeMs: this.maxAgeMs,
    })) as [0 | 1, number, string];
    const tasks = (JSON.parse(json) as ClaimReply[]).map(([id, attempt, fields]) => toClaimedTask(id, attempt, fields));
    return { tasks, isDraining: draining === 1, nextDueInMs: nextDueInMs < 0 ? null : nextDueInMs };
  }

  /** Records results. STALE: the attempt was no longer the current one and its result was dropped. */
  async complete(workerId: string, outcomes: readonly CompletedAttempt[]): Promise<SettledStatus[]> {
    return (await this.scripts.run('complete-tasks', {
      activeTasks: this.keys.activeTasks(workerId),
      workerStats: this.keys.workerStats(workerId),
      workerId,
      outcomes: outcomeArguments(outcomes),
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

  /** Keeps a finished part of the work for later attempts. False: the attempt is no longer the current one. */
  async saveCheckpoint(workerId: string, { id, attempt }: Attempt, name: string, json: string): Promise<boolean> {
    const saved = await this.scripts.run('save-checkpoint', {
      task: this.keys.task(id),
      checkpoints: this.keys.checkpoints(id),
      ...{ workerId, attempt, name, value: json, ttlMs: this.attachmentTtlMs },
    });
    return saved === 'SAVED';
  }

  /** Notes how far an attempt has come and tells whoever watches. False: the attempt is no longer the current one. */
  async noteProgress(workerId: string, { id, attempt }: Attempt, progress: TaskProgress): Promise<boolean> {
    const noted = await this.scripts.run('note-progress', {
      task: this.keys.task(id),
      ...{ id, workerId, attempt, progress: JSON.stringify(progress) },
    });
    return noted === 'NOTED';
  }

  /** Whether an outcome of this attempt would be accepted now. */
  async owns(workerId: string, { id, attempt }: Attempt): Promise<boolean> {
    const [state, owner, current] = await this.redis.hmget(this.keys.task(id), 'state', 'worker_id', 'attempt');
    return state === 'ACTIVE' && owner === workerId && current === String(attempt);
  }

  /** What the worker holds according to Redis: more than it knows of when the reply to a claim was lost. */
  async held(workerId: string): Promise<Attempt[]> {
    const ids = await this.redis.smembers(this.keys.activeTasks(workerId));
    const attempts = await Promise.all(ids.map((id) => this.redis.hget(this.keys.task(id), 'attempt')));
    return ids.map((id, i) => ({ id, attempt: Number(attempts[i]) }));
  }

  /** Moves up to `limit` due tasks to their queue and says when the next is due, null when none is scheduled. */
  async promote(limit: number): Promise<{ promoted: number; nextDueInMs: number | null }> {
    const [promoted, nextDueInMs] = (await this.scripts.run('promote-tasks', { limit })) as [number, number];
    return { promoted, nextDueInMs: nextDueInMs < 0 ? null : nextDueInMs };
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
      maxAgeMs: this.maxAgeMs,
    })) as [RetryResult['status'], TaskState];
    return status === 'WRONG_STATE' ? { status, state } : { status };
  }

  /** Ends a task that has not ended. A running handler's signal aborts at once, in whatever process it runs. */
  async cancel(id: string, reason: string): Promise<CancelResult> {
    const [status, state] = (await this.scripts.run('cancel-task', {
      id,
      reason: reason.slice(0, MAX_MESSAGE_LENGTH),
    })) as [CancelResult['status'], TaskState];
    return status === 'WRONG_STATE' ? { status, state } : { status };
  }

  /** Removes a task and all that belongs to it, in whatever state it is. */
  async delete(id: string): Promise<DeleteResult> {
    const [status, state] = (await this.scripts.run('delete-task', { id })) as [DeleteResult['status'], TaskState];
    return status === 'DELETED' ? { status, state } : { status };
  }

  /** From now on nothing is taken from this queue. Tasks that run go on. */
  async pause(queue: PausableQueue): Promise<void> {
    await this.redis.sadd(this.keys.pausedQueues, queue);
  }

  /** Takes from the queue again; idle workers are woken. */
  async resume(queue: PausableQueue): Promise<void> {
    await this.redis.srem(this.keys.pausedQueues, queue);
    await this.wake();
  }

  /**
   * For `forMs` nothing is taken of these task types, because what they need is out of order. Nothing is lost and nothing
   * counts as an attempt: where other types wait too, those that come first are set aside until then.
   */
  async hold(types: readonly string[], forMs: number): Promise<void> {
    await this.scripts.run('hold-types', { types, forMs });
  }

  /** Until when nothing is taken of a type, ms of Redis time, which may have passed; null: it is not held. */
  async heldUntil(type: string): Promise<number | null> {
    const until = await this.redis.hget(this.keys.heldTypes, type);
    return until === null ? null : Number(until);
  }

  /** Takes of these types again at once. */
  async liftHold(types: readonly string[]): Promise<void> {
    await this.redis.hdel(this.keys.heldTypes, ...types);
    await this.wake();
  }

  /** From now on the worker takes nothing more; it finishes what it has. Holds until it ends or `undrain`. */
  async drain(workerId: string): Promise<void> {
    await this.redis.sadd(this.keys.drainingWorkers, workerId);
  }

  /** Lets a draining worker take tasks again. */
  async undrain(workerId: string): Promise<void> {
    await this.redis.srem(this.keys.drainingWorkers, workerId);
    await this.wake();
  }

  /** Removes up to `limit` of the tasks that ended longest ago, if they ended more than `keepMs` ago. */
  async removeExpired(place: EndPlace, type: string, keepMs: number, limit: number): Promise<number> {
    return (await this.scripts.run('remove-expired', { place, type, keepMs, limit })) as number;
  }

  private async wake(): Promise<void> {
    await this.redis.zadd(this.keys.wake, 0, '0');
  }
}

/** Places that a task leaves only by being removed, or by a person's hand. */
export const END_PLACES = ['completed', 'cancelled', 'dlq'] as const;
export type EndPlace = (typeof END_PLACES)[number];
