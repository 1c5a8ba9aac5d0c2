export { Auditor, type AuditReport } from './audit/auditor';
export { BulkOperations, type BulkOrder } from './bulk/bulk-operations';
export { systemClock, type Clock } from './clock';
export { assertNever, messageOf, StorageFullError, TaskFailure } from './errors';
export { QueueEvents, type TaskMove } from './events/queue-events';
export { createKeys, type Keys } from './keys';
export type { BreakerPolicy, BreakerState, BreakerStatus, CallOutcome, Permit } from './limits/circuit-breaker';
export { CircuitBreaker } from './limits/circuit-breaker';
export { LimitEvents, type LimitChange } from './limits/limit-events';
export type {
  AcquireResult,
  BucketMetrics,
  BucketName,
  Grant,
  Patience,
  RateDemand,
  RateLimit,
  RateLimitMetrics,
  RateLimits,
  Throttle,
} from './limits/rate-limiter';
export { RateLimiter } from './limits/rate-limiter';
export { SharedCache, type Shared, type SharedCacheOptions, type SharedName } from './limits/shared-cache';
export type {
  CallGroups,
  CallUsage,
  Reservation,
  ReserveResult,
  SettleResult,
  SpendCaps,
  SpendDay,
  SpendReport,
  SpendRequest,
  SpendTotals,
} from './limits/spend-ledger';
export { microUsd, SpendLedger } from './limits/spend-ledger';
export { silentLogger, type LogFields, type Logger } from './logger';
export { QueueMonitor } from './queues/queue-monitor';
export { TaskQueue } from './queues/task-queue';
export { askServer, connectRedis, connectSubscriber, type RedisAddress, type RedisClient } from './redis-client';
export { StorageGuard } from './retention/storage-guard';
export { Retention } from './retention/retention';
export type { BackoffPolicies, BackoffPolicy } from './retries/backoff';
export { defaultBackoff } from './retries/backoff';
export { Promoter } from './retries/promoter';
export { QueueAges } from './stats/queue-ages';
export { RedisReport } from './stats/redis-report';
export { TaskStats } from './stats/task-stats';
export type {
  Attempt,
  CancelResult,
  ClaimedTask,
  DeleteResult,
  EnqueuedTask,
  NewTask,
  RetryResult,
} from './tasks/task';
export type { TaskQuery } from './tasks/task-finder';
export { TaskLocator, type QueuePlace } from './tasks/task-locator';
export { TaskStore } from './tasks/task-store';
export { Consumer, LONGEST_WAIT_MS } from './workers/consumer';
export { Heartbeat } from './workers/heartbeat';
export { Loop } from './workers/loop';
export { Reaper } from './workers/reaper';
export type { TaskContext, TaskHandler } from './workers/task-handler';
export { createWorkerId } from './workers/worker-id';
export { WorkerRegistry } from './workers/worker-registry';
