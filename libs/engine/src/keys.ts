/**
 * Every name that Workstream uses in Redis, with its type. Nothing else spells one.
 *
 * @param prefix put before each name; on Redis Cluster it must hold a hash tag such as `{workstream}:`, so that a script's
 *   keys share one slot. Empty (the default) keeps the documented names exactly.
 */
export function createKeys(prefix = '') {
  const named = (name: string) => prefix + name;
  const entity = (start: string) => (id: string) => named(start) + id;
  return {
    /** list: ids waiting for their first attempt, oldest at the head. */
    primary: named('tasks:pending:primary'),
    /** list: the same, taken before the others. */
    high: named('tasks:pending:high'),
    /** list: the same, taken after the others. */
    low: named('tasks:pending:low'),
    /** list: ids waiting for another attempt, oldest at the head. */
    retry: named('tasks:pending:retry'),
    /** zset: ids waiting for their time; score = due, ms of Redis time. */
    scheduled: named('tasks:scheduled'),
    /** list: ids that need a person, oldest at the head. */
    dlq: named('dlq:tasks'),
    /** zset: one member while there may be work to claim; idle workers block on it. */
    wake: named('tasks:wake'),
    /** set: every task type seen. */
    taskTypes: named('tasks:types'),
    /** zset: workers started and not yet recovered; score = last beat, ms of Redis time. */
    knownWorkers: named('workers:known'),
    /** set: workers that finish what they have and take nothing more. */
    drainingWorkers: named('workers:draining'),
    /** set: queues that nothing is taken from. */
    pausedQueues: named('queues:paused'),
    /** hash: task types that nothing is taken of for now, each with the ms of Redis time until then. */
    heldTypes: named('tasks:types:held'),
    /** channel: every move, as it happens. */
    updates: named('queue-updates'),
    /** channel: what running workers are told, e.g. to give up a cancelled task. */
    orders: named('worker-orders'),
    /** channel: breakers that changed, throttles, cached values that changed. */
    limitsUpdates: named('limits-updates'),
    /** hash: the provider's limits, configured and learnt, and until when calls rest. */
    rateLimitConfig: named('openrouter:rate_limit_config'),
    /** hash with a lifetime: requests granted in the window, by slices of it. */
    rateLimitBucket: named('openrouter:rate_limit:bucket'),
    /** hash with a lifetime: the same for tokens. */
    rateLimitTokens: named('openrouter:rate_limit:bucket:tokens'),
    /** hash with a lifetime: requests in the window that the provider's headers told. */
    rateLimitHeader: named('openrouter:rate_limit:bucket:header'),
    /** zset: tickets of waiters by their number. */
    rateLimitWaiters: named('openrouter:rate_limit:bucket:waiters'),
    /** zset: tickets of waiters by the ms of Redis time until which their place is kept. */
    rateLimitDeadlines: named('openrouter:rate_limit:bucket:deadlines'),
    /** hash: how the provider stands, as it was last asked. */
    openRouterState: named('openrouter:state'),
    /** hash: what credits are left, as it was last asked. */
    openRouterCredits: named('openrouter:credits'),
    /** hash: money set aside for calls under way, by reservation. */
    spendReservations: named('openrouter:spend:reservations'),

    /** hash: API keys by their public part, as JSON; of the secret part only a digest. */
    apiKeys: named('access:keys'),
    /** hash: when each API key was last used, ms of an API process. */
    apiKeyUses: named('access:key-uses'),
    /** stream: every change that somebody asked for, the oldest dropped. */
    audit: named('access:audit'),
    /** string with a lifetime: a browser's session, by the digest of its token. */
    session: entity('access:session:'),
    /** string with a lifetime: failed attempts to get in, by address. */
    failedAccess: entity('access:failed:'),
    /** string with a lifetime: requests of one key in one minute. */
    keyRequests: entity('access:requests:'),

    /** hash: one task. */
    task: entity('task:'),
    /** string: a task's raw input bytes, with a lifetime. */
    attachment: entity('task:attachment:'),
    /** hash with a lifetime: the finished parts of a task's work, for its next attempt. */
    checkpoints: entity('task:checkpoint:'),
    /** hash: what was known of a task when it entered the DLQ. */
    dlqTask: entity('dlq:task:'),
    /** string with a lifetime: the worker's lease on all its tasks. */
    heartbeat: entity('worker:heartbeat:'),
    /** set: ids that the worker holds; has no lifetime, it must outlive its worker. */
    activeTasks: entity('worker:active_tasks:'),
    /** hash with a lifetime: what happened in the minute that begins at this ms. */
    minuteStats: entity('stats:minute:'),
    /** hash with a lifetime: how far an operation on many tasks has come. */
    bulkOperation: entity('bulk:operation:'),
    /** hash: outcomes that the worker recorded. */
    workerStats: entity('worker:stats:'),
    /** hash: the breaker in front of a service. */
    circuitBreaker: entity('circuit_breaker:'),
    /** hash with a lifetime: what a UTC day's calls came to. */
    openRouterMetrics: entity('openrouter:metrics:'),
    /** string with a lifetime: a model's answer, by the hash of what was asked. */
    answer: entity('openrouter:answer:'),
    /** hash with a lifetime: a UTC day's spending by model, type and label. */
    spendDay: entity('openrouter:spend:day:'),
    /** hash with a lifetime: what a task's calls cost. */
    taskSpend: entity('openrouter:spend:task:'),
    /** string with a lifetime: a reservation that was settled, so that it is not settled again. */
    settledSpend: entity('openrouter:spend:settled:'),

    /** Literals that the scripts complete themselves; same hash tag, so same slot. */
    scriptConstants: {
      taskPrefix: named('task:'),
      attachmentPrefix: named('task:attachment:'),
      checkpointPrefix: named('task:checkpoint:'),
      dlqTaskPrefix: named('dlq:task:'),
      heartbeatPrefix: named('worker:heartbeat:'),
      activeTasksPrefix: named('worker:active_tasks:'),
      workerStatsPrefix: named('worker:stats:'),
      /** hash with a lifetime: the task that an idempotency key made. */
      idempotencyPrefix: named('idem:'),
      /** zset per place and type: ids, all scores 0; an id begins with its time, so their order is that of creation. */
      idIndexPrefix: named('tasks:by_id:'),
      /** zset per place and type: ids by their last move. */
      updatedIndexPrefix: named('tasks:by_updated:'),
      /** hash with a lifetime: what happened in one minute. */
      minuteStatsPrefix: named('stats:minute:'),
      updatesChannel: named('queue-updates'),
      ordersChannel: named('worker-orders'),
      limitsChannel: named('limits-updates'),
      metricsPrefix: named('openrouter:metrics:'),
      spendDayPrefix: named('openrouter:spend:day:'),
      /** hash with a lifetime: what a UTC month's calls came to. */
      spendMonthPrefix: named('openrouter:spend:month:'),
    },
  } as const;
}

/** All names under one prefix. */
export type Keys = ReturnType<typeof createKeys>;
