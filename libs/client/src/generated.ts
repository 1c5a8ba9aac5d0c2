// Made by `npm run client` from the description that the built server gives of itself.

export interface paths {
  '/api/v1/session': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Learn who you are here, and what you may do */
    get: operations['getSession'];
    put?: never;
    /** Sign in with an API key */
    post: operations['openSession'];
    /** Sign out */
    delete: operations['closeSession'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/audit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * See who asked for which change
     * @description The last ten thousand. Nothing is noted where everyone may do everything: there is nobody to name.
     */
    get: operations['listAuditEntries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tasks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List tasks with their contents and results */
    get: operations['listTasks'];
    put?: never;
    /** Have a task of any type done */
    post: operations['createTask'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tasks/summarize': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Have a text summarised */
    post: operations['createSummarizeTask'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tasks/pdfxtract': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Have the text of a PDF extracted */
    post: operations['createPdfxtractTask'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tasks/batch': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Have many tasks done
     * @description All of them are accepted, or none: `errors` names what is wrong by its place, such as `tasks.3.input`. Give tasks an `idempotency_key` each to make it safe to send the batch again.
     */
    post: operations['createTaskBatch'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tasks/metrics/throughput': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** See how many tasks came, were done and failed, by the minute */
    get: operations['getThroughput'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tasks/metrics/latency': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** See how long tasks took from creation to result, by the minute */
    get: operations['getLatency'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tasks/bulk': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Retry, cancel or delete many tasks
     * @description Tasks that the action does not fit are left alone: only dead tasks are retried, only tasks that have not ended are cancelled. With `dry_run` nothing is done and `total` says how many there are.
     */
    post: operations['startBulkOperation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tasks/operations/{operation_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** See how far an operation on many tasks has come */
    get: operations['getBulkOperation'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tasks/summaries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List tasks without their contents and results */
    get: operations['listTaskSummaries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tasks/{task_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** See one task, at once or when it has ended */
    get: operations['getTask'];
    put?: never;
    post?: never;
    /** Delete a task in any state */
    delete: operations['deleteTask'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tasks/{task_id}/explain': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Learn why a task waits, what it does, or why it failed */
    get: operations['explainTask'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tasks/{task_id}/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Follow one task as it happens
     * @description Server-sent events, a JSON object each: `state` (first the present one), `progress`, and `heartbeat` when nothing happens. With `Last-Event-ID` the states since then come first. An event named `shutdown` ends the stream when the server stops.
     */
    get: operations['followTask'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tasks/{task_id}/retry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Send a FAILED or DLQ task back to its queue */
    post: operations['retryTask'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tasks/{task_id}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Cancel a task that has not ended */
    post: operations['cancelTask'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tasks/requeue-orphaned': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Give back the tasks of workers that are gone
     * @description Workers look after each other every few seconds; this looks at once.
     */
    post: operations['requeueOrphanedTasks'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/queues/status': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Count what waits, runs and rests */
    get: operations['getQueueStatus'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/queues/status/stream': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Follow every change as it happens
     * @description Server-sent events, a JSON object each. The first is `initial_status`; it comes again whenever single events may have been missed. Then `task_created`, `task_state_changed`, and `heartbeat` when nothing happens. An event named `shutdown` ends the stream when the server stops.
     */
    get: operations['streamQueueStatus'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/queues/dlq': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the tasks that need a person */
    get: operations['listDeadTasks'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/queues/{name}/pause': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Let workers take nothing more from a queue */
    post: operations['pauseQueue'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/queues/{name}/resume': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Let workers take from a queue again */
    post: operations['resumeQueue'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/queues/{name}/tasks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the ids in a queue, next first */
    get: operations['listQueuedTasks'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/workers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** See all workers and how they are */
    get: operations['listWorkers'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/workers/{worker_id}/drain': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Let a worker finish what it has and take nothing more */
    post: operations['drainWorker'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/workers/{worker_id}/undrain': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Let a draining worker take tasks again */
    post: operations['undrainWorker'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/openrouter/status': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** See whether tasks can use OpenRouter */
    get: operations['getOpenRouterStatus'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/openrouter/rate-limit': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** See what holds calls to the provider back */
    get: operations['getRateLimit'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/openrouter/metrics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Count calls to the provider by the day */
    get: operations['getProviderMetrics'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/openrouter/costs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** See what was spent on what, and how much of the caps is left */
    get: operations['getCosts'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/workers/reset-circuit-breaker': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Close every circuit breaker, and forget what was learnt of limits */
    post: operations['resetBreakers'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/workers/open-circuit-breaker': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Open every circuit breaker: tasks wait, none is lost */
    post: operations['openBreakers'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/redis/health': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** See how fast Redis answers */
    get: operations['getRedisHealth'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/redis/pool-stats': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** See connections, memory and persistence of Redis, and what should be changed */
    get: operations['getRedisStats'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/metrics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read the metrics of this process and of the fleet */
    get: operations['getMetrics'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * See how every part of the system is
     * @description Everyone learns what is well; why something is not is for those who may look at queues.
     */
    get: operations['getHealth'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/live': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Learn whether the process can answer at all */
    get: operations['getLive'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/ready': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Learn whether the process may be sent requests */
    get: operations['getReady'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    FieldProblemDto: {
      /**
       * @description The field's name as sent.
       * @example content
       */
      field: string;
      /** @example content must be text that is not blank */
      message: string;
    };
    ProblemDto: {
      /** @example urn:workstream:problem:invalid-input */
      type: string;
      /** @example The input is not valid */
      title: string;
      /** @example 422 */
      status: number;
      /**
       * @description One sentence a person can act on.
       * @example content must be text that is not blank.
       */
      detail: string;
      /** @example /api/v1/tasks/summarize/ */
      instance: string;
      /** @description The fields that were refused. */
      errors?: components['schemas']['FieldProblemDto'][];
      /** @description Finds the request in the log; also in the header X-Request-Id. */
      trace_id: string;
    };
    SessionDto: {
      /**
       * @description `open`: none is needed here. `none`: it is needed, and the caller has not signed in.
       * @enum {string}
       */
      authentication: 'open' | 'none' | 'api_key' | 'session';
      scopes: ('read:tasks' | 'write:tasks' | 'operate:tasks' | 'read:queues' | 'read:workers' | 'admin')[];
      /**
       * @description The name of the key.
       * @example ci
       */
      name: string | null;
      /** @description When the session ends whatever happens. */
      expires_at: string | null;
      /** @description True when whoever reaches the port may do everything, because the operator asked for it. */
      insecure: boolean;
    };
    SessionRequestDto: {
      /** @example wsk_live_a1b2c3d4_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg_0aB1cD */
      api_key: string;
    };
    AuditEntryDto: {
      /**
       * @description What was answered.
       * @example 200
       */
      status: number;
      /** @example 1769851800123-0 */
      id: string;
      at: string;
      /**
       * @description The name and the public part of the key; null when nobody could be told.
       * @example ci (a1b2c3d4)
       */
      actor: string | null;
      /** @example 192.0.2.7 */
      address: string;
      /** @example DELETE */
      method: string;
      /** @example /api/v1/tasks/019c0b5e-8f0f-7a0e-9d1d-3f2a6f1b7c55 */
      path: string;
      trace_id: string;
    };
    AuditTrailDto: {
      entries: components['schemas']['AuditEntryDto'][];
      /** @description Sent as `before` it answers older ones. */
      next_before: string | null;
    };
    TaskOptionsDto: {
      /**
       * @description Failed attempts that are tried again before the task goes to the dead-letter queue. Default: the server's setting.
       * @example 3
       */
      max_retries?: number;
      /**
       * @description Of tasks that wait, high ones go first; the others still get their share.
       * @enum {string}
       */
      priority?: 'high' | 'normal' | 'low';
      /**
       * @description Names and texts by which you sort your tasks; lists can be filtered by them.
       * @example {
       *       "project": "atlas"
       *     }
       */
      labels?: {
        [key: string]: string;
      };
      /**
       * @description Longest that one attempt may take, in milliseconds. Default: what the task type says.
       * @example 60000
       */
      timeout_ms?: number;
      /**
       * @description A task that has waited longer since its creation goes to the dead-letter queue as Expired, in milliseconds.
       * @example 3600000
       */
      max_age_ms?: number;
      /**
       * @description What the task may cost at most, in US dollars, where it costs money.
       * @example 0.05
       */
      max_cost_usd?: number;
      /**
       * @description The task waits until then; without an offset it is UTC. A time that has passed means now.
       * @example 2026-01-31T09:30:00Z
       */
      run_at?: string;
      /**
       * @description The model to ask, where the task type asks one.
       * @example openrouter/auto
       */
      model?: string;
    };
    CreateTaskDto: {
      /**
       * @description The text to work on, or a JSON object, which the handler gets as text.
       * @example Redis keeps its data in memory. It can also write it to disk.
       */
      input:
        | string
        | {
            [key: string]: unknown;
          };
      /**
       * @description A type that a worker can run.
       * @example summarize
       */
      task_type: string;
      options?: components['schemas']['TaskOptionsDto'];
    };
    TaskReceiptDto: {
      /**
       * @example PENDING
       * @enum {string}
       */
      state: 'PENDING' | 'ACTIVE' | 'COMPLETED' | 'FAILED' | 'SCHEDULED' | 'DLQ' | 'CANCELLED';
      /** @example 019c0b5e-8f0f-7a0e-9d1d-3f2a6f1b7c55 */
      task_id: string;
    };
    CreateSummarizeTaskDto: {
      /**
       * @description Failed attempts that are tried again before the task goes to the dead-letter queue. Default: the server's setting.
       * @example 3
       */
      max_retries?: number;
      /**
       * @description Of tasks that wait, high ones go first; the others still get their share.
       * @enum {string}
       */
      priority?: 'high' | 'normal' | 'low';
      /**
       * @description Names and texts by which you sort your tasks; lists can be filtered by them.
       * @example {
       *       "project": "atlas"
       *     }
       */
      labels?: {
        [key: string]: string;
      };
      /**
       * @description Longest that one attempt may take, in milliseconds. Default: what the task type says.
       * @example 60000
       */
      timeout_ms?: number;
      /**
       * @description A task that has waited longer since its creation goes to the dead-letter queue as Expired, in milliseconds.
       * @example 3600000
       */
      max_age_ms?: number;
      /**
       * @description What the task may cost at most, in US dollars, where it costs money.
       * @example 0.05
       */
      max_cost_usd?: number;
      /**
       * @description The task waits until then; without an offset it is UTC. A time that has passed means now.
       * @example 2026-01-31T09:30:00Z
       */
      run_at?: string;
      /**
       * @description The model to ask, where the task type asks one.
       * @example openrouter/auto
       */
      model?: string;
      /**
       * @description The text. The whole body may hold 1 MiB.
       * @example Redis keeps its data in memory. It can also write it to disk. Workers claim tasks from it one by one.
       */
      content: string;
    };
    CreatePdfxtractTaskDto: {
      /**
       * @description Failed attempts that are tried again before the task goes to the dead-letter queue. Default: the server's setting.
       * @example 3
       */
      max_retries?: number;
      /**
       * @description Of tasks that wait, high ones go first; the others still get their share.
       * @enum {string}
       */
      priority?: 'high' | 'normal' | 'low';
      /**
       * @description Names and texts by which you sort your tasks; lists can be filtered by them.
       * @example {
       *       "project": "atlas"
       *     }
       */
      labels?: {
        [key: string]: string;
      };
      /**
       * @description Longest that one attempt may take, in milliseconds. Default: what the task type says.
       * @example 60000
       */
      timeout_ms?: number;
      /**
       * @description A task that has waited longer since its creation goes to the dead-letter queue as Expired, in milliseconds.
       * @example 3600000
       */
      max_age_ms?: number;
      /**
       * @description What the task may cost at most, in US dollars, where it costs money.
       * @example 0.05
       */
      max_cost_usd?: number;
      /**
       * Format: binary
       * @description A PDF of at most 50 MB, without a password.
       */
      file: string;
      /**
       * @description The day the document was issued; of a date with a time the day is kept.
       * @example 2026-01-31
       */
      issue_date?: string;
      /**
       * @description The task waits until then; without an offset it is UTC. A time that has passed means now.
       * @example 2026-01-31T09:30:00Z
       */
      run_at?: string;
      /**
       * @description The model to ask, where the task type asks one.
       * @example openrouter/auto
       */
      model?: string;
    };
    BatchTaskDto: {
      /**
       * @description The text to work on, or a JSON object, which the handler gets as text.
       * @example Redis keeps its data in memory. It can also write it to disk.
       */
      input:
        | string
        | {
            [key: string]: unknown;
          };
      /**
       * @description A type that a worker can run.
       * @example summarize
       */
      task_type: string;
      options?: components['schemas']['TaskOptionsDto'];
      /**
       * @description A task with a key that is known already is not created again.
       * @example order-4711
       */
      idempotency_key?: string;
    };
    CreateBatchDto: {
      /** @description They wait in the order given. */
      tasks: components['schemas']['BatchTaskDto'][];
    };
    BatchTaskReceiptDto: {
      /**
       * @description `conflict`: its key belongs to another task, whose id is given.
       * @enum {string}
       */
      outcome: 'created' | 'replayed' | 'conflict';
      /** @example 019c0b5e-8f0f-7a0e-9d1d-3f2a6f1b7c55 */
      task_id: string;
    };
    BatchReceiptDto: {
      /**
       * @description Tasks of this call that were not there before.
       * @example 1
       */
      created: number;
      /** @description In the order sent. */
      tasks: components['schemas']['BatchTaskReceiptDto'][];
    };
    ThroughputMinuteDto: {
      /** @example 2026-01-31T09:30:00.000Z */
      timestamp: string;
      created_count: number;
      completed_count: number;
      /** @description Tasks that went to the dead-letter queue. */
      failed_count: number;
      /** @description Attempts that failed and are tried again. */
      retried_count: number;
    };
    TimeWindowDto: {
      /** @example 60 */
      minutes: number;
      /** @example 2026-01-31T08:31:00.000Z */
      from: string;
      /** @example 2026-01-31T09:31:00.000Z */
      to: string;
    };
    ThroughputDto: {
      /** @description The oldest first; minutes without tasks are zeros. */
      metrics: components['schemas']['ThroughputMinuteDto'][];
      time_window: components['schemas']['TimeWindowDto'];
    };
    LatencyMinuteDto: {
      /** @example 2026-01-31T09:30:00.000Z */
      timestamp: string;
      p50: number;
      p90: number;
      p95: number;
      p99: number;
      max_latency: number;
      avg_latency: number;
      task_count: number;
    };
    LatencyDto: {
      /** @description The oldest first; minutes without tasks are zeros. */
      metrics: components['schemas']['LatencyMinuteDto'][];
      time_window: components['schemas']['TimeWindowDto'];
    };
    TaskFilterDto: {
      /**
       * @description Tasks in this state.
       * @enum {string}
       */
      status?: 'PENDING' | 'ACTIVE' | 'COMPLETED' | 'FAILED' | 'SCHEDULED' | 'DLQ' | 'CANCELLED';
      /**
       * @description Tasks that stand in this queue.
       * @enum {string}
       */
      queue?: 'primary' | 'retry' | 'scheduled' | 'dlq';
      /**
       * @description Why the latest attempt failed.
       * @enum {string}
       */
      error_type?:
        | 'CreditsExhausted'
        | 'RateLimited'
        | 'ServiceUnavailable'
        | 'NetworkError'
        | 'TimedOut'
        | 'InvalidInput'
        | 'UnknownTaskType'
        | 'Poison'
        | 'Expired'
        | 'Other';
      /**
       * @description Tasks of this type.
       * @example summarize
       */
      task_type?: string;
      /**
       * @description The first moment, by the time sorted by. Without an offset it is UTC.
       * @example 2026-01-01
       */
      start_date?: string;
      /**
       * @description The last moment; a date alone means the whole of that day.
       * @example 2026-12-31
       */
      end_date?: string;
      /**
       * @description The worker that runs the task, or ran it last.
       * @example host-4711-9f3a2c
       */
      worker_id?: string;
    };
    BulkRequestDto: {
      /**
       * @example retry
       * @enum {string}
       */
      action: 'retry' | 'cancel' | 'delete';
      /**
       * @example [
       *       "019c0b5e-8f0f-7a0e-9d1d-3f2a6f1b7c55"
       *     ]
       */
      ids?: string[];
      filter?: components['schemas']['TaskFilterDto'];
      /** @description `retry` only: true gives the tasks all their retries anew. */
      reset_retry_count?: boolean;
      /** @description True: only counts what would be done. */
      dry_run?: boolean;
    };
    BulkOperationDto: {
      /** @enum {string} */
      action: 'retry' | 'cancel' | 'delete';
      /**
       * @description `interrupted`: the process that ran it ended before it did; what was done stays done.
       * @enum {string}
       */
      state: 'running' | 'completed' | 'interrupted';
      /**
       * @description Tasks that the operation is about, counted at its start.
       * @example 120
       */
      total: number;
      /**
       * @description Tasks done so far: `succeeded` + `skipped`.
       * @example 80
       */
      processed: number;
      /** @example 79 */
      succeeded: number;
      /**
       * @description Tasks that were gone, or in a state that the action does not fit.
       * @example 1
       */
      skipped: number;
      /** @example 5b1d7a0e-6d0f-4a0e-9d1d-3f2a6f1b7c55 */
      operation_id: string;
      dry_run: boolean;
      /** @example 2026-01-31T09:30:00.123Z */
      created_at: string;
      /** @example 2026-01-31T09:30:01.456Z */
      updated_at: string;
    };
    ProvenanceDto: {
      /** @enum {string} */
      provider: 'local' | 'openrouter';
      /** @example textrank */
      method: string;
    };
    SummarizeResultDto: {
      /** @enum {string} */
      kind: 'summary';
      summary: string;
      sentences_kept: number;
      sentences_total: number;
      /** @description True when the text was longer than what the summariser reads. */
      truncated: boolean;
      provenance: components['schemas']['ProvenanceDto'];
    };
    ExtractedArticleDto: {
      title: string;
      subtitle: string;
      author: string;
      body: string;
      topics: string[];
      summary: string;
    };
    ExtractedPageDto: {
      /** @enum {string} */
      status: 'ok' | 'empty' | 'failed';
      /** @description From 1. */
      page_number: number;
      /** @description Why the page has no text. */
      reason: string | null;
      articles: components['schemas']['ExtractedArticleDto'][];
    };
    PdfxtractResultDto: {
      /** @enum {string} */
      kind: 'pdf';
      filename: string;
      issue_date: string | null;
      pages: components['schemas']['ExtractedPageDto'][];
      provenance: components['schemas']['ProvenanceDto'];
    };
    TaskProgressDto: {
      /** @description Parts done, from 0 to `total`. */
      done: number;
      total: number;
      /** @description What is being done, in a few words. */
      message: string | null;
    };
    TaskErrorDto: {
      /** @enum {string} */
      error_type:
        | 'CreditsExhausted'
        | 'RateLimited'
        | 'ServiceUnavailable'
        | 'NetworkError'
        | 'TimedOut'
        | 'InvalidInput'
        | 'UnknownTaskType'
        | 'Poison'
        | 'Expired'
        | 'Other';
      /** @example 2026-01-31T09:30:00.123Z */
      at: string;
      attempt: number;
      message: string;
      worker_id: string | null;
    };
    StateChangeDto: {
      /** @enum {string} */
      state: 'PENDING' | 'ACTIVE' | 'COMPLETED' | 'FAILED' | 'SCHEDULED' | 'DLQ' | 'CANCELLED';
      /** @example 2026-01-31T09:30:00.123Z */
      at: string;
    };
    TaskRecordDto: {
      /** @enum {string} */
      state: 'PENDING' | 'ACTIVE' | 'COMPLETED' | 'FAILED' | 'SCHEDULED' | 'DLQ' | 'CANCELLED';
      /** @enum {string|null} */
      error_type:
        | 'CreditsExhausted'
        | 'RateLimited'
        | 'ServiceUnavailable'
        | 'NetworkError'
        | 'TimedOut'
        | 'InvalidInput'
        | 'UnknownTaskType'
        | 'Poison'
        | 'Expired'
        | 'Other'
        | null;
      /**
       * @example {
       *       "filename": "issue-12.pdf"
       *     }
       */
      metadata: {
        [key: string]: unknown;
      };
      /** @enum {string} */
      priority: 'high' | 'normal' | 'low';
      /**
       * @example {
       *       "project": "atlas"
       *     }
       */
      labels: {
        [key: string]: string;
      };
      progress: components['schemas']['TaskProgressDto'] | null;
      /** @description What the handler returned, once COMPLETED. */
      result:
        | (
            | components['schemas']['SummarizeResultDto']
            | components['schemas']['PdfxtractResultDto']
            | {
                [key: string]: unknown;
              }
          )
        | null;
      /** @description The text to work on; null where the input is a file. */
      content: string | null;
      /** @description Oldest first. */
      error_history: components['schemas']['TaskErrorDto'][];
      /** @description Oldest first. */
      state_history: components['schemas']['StateChangeDto'][];
      /** @example 019c0b5e-8f0f-7a0e-9d1d-3f2a6f1b7c55 */
      task_id: string;
      /** @example summarize */
      task_type: string;
      retry_count: number;
      max_retries: number;
      /** @description Attempts begun so far. */
      attempt: number;
      last_error: string | null;
      /** @description Why it was cancelled. */
      cancel_reason: string | null;
      /** @description When a SCHEDULED task becomes due. */
      retry_after: string | null;
      /** @example 2026-01-31T09:30:00.123Z */
      created_at: string;
      /** @example 2026-01-31T09:30:00.456Z */
      updated_at: string;
      started_at: string | null;
      completed_at: string | null;
      /** @description The worker that runs it, or ran it last. */
      worker_id: string | null;
      /** @description Longest that one attempt may take, in ms; null leaves it to the handler. */
      timeout_ms: number | null;
    };
    TaskRecordPageDto: {
      /**
       * @description The state that was asked for.
       * @enum {string|null}
       */
      status: 'PENDING' | 'ACTIVE' | 'COMPLETED' | 'FAILED' | 'SCHEDULED' | 'DLQ' | 'CANCELLED' | null;
      tasks: components['schemas']['TaskRecordDto'][];
      /** @description From 1. */
      page: number;
      page_size: number;
      total_items: number;
      total_pages: number;
      /** @description True: more tasks may match than were looked at; `total_items` counts those that were. */
      is_bounded: boolean;
      /** @description Sent as `cursor` it answers what follows this page; null on the last page. */
      next_cursor: string | null;
    };
    TaskSummaryDto: {
      /** @enum {string} */
      state: 'PENDING' | 'ACTIVE' | 'COMPLETED' | 'FAILED' | 'SCHEDULED' | 'DLQ' | 'CANCELLED';
      /** @enum {string|null} */
      error_type:
        | 'CreditsExhausted'
        | 'RateLimited'
        | 'ServiceUnavailable'
        | 'NetworkError'
        | 'TimedOut'
        | 'InvalidInput'
        | 'UnknownTaskType'
        | 'Poison'
        | 'Expired'
        | 'Other'
        | null;
      /**
       * @example {
       *       "filename": "issue-12.pdf"
       *     }
       */
      metadata: {
        [key: string]: unknown;
      };
      /** @enum {string} */
      priority: 'high' | 'normal' | 'low';
      /**
       * @example {
       *       "project": "atlas"
       *     }
       */
      labels: {
        [key: string]: string;
      };
      progress: components['schemas']['TaskProgressDto'] | null;
      /** @description Characters of text, or bytes of a file. */
      content_length: number;
      has_result: boolean;
      /** @example 019c0b5e-8f0f-7a0e-9d1d-3f2a6f1b7c55 */
      task_id: string;
      /** @example summarize */
      task_type: string;
      retry_count: number;
      max_retries: number;
      /** @description Attempts begun so far. */
      attempt: number;
      last_error: string | null;
      /** @description Why it was cancelled. */
      cancel_reason: string | null;
      /** @description When a SCHEDULED task becomes due. */
      retry_after: string | null;
      /** @example 2026-01-31T09:30:00.123Z */
      created_at: string;
      /** @example 2026-01-31T09:30:00.456Z */
      updated_at: string;
      started_at: string | null;
      completed_at: string | null;
      /** @description The worker that runs it, or ran it last. */
      worker_id: string | null;
      /** @description Longest that one attempt may take, in ms; null leaves it to the handler. */
      timeout_ms: number | null;
    };
    TaskSummaryPageDto: {
      /**
       * @description The state that was asked for.
       * @enum {string|null}
       */
      status: 'PENDING' | 'ACTIVE' | 'COMPLETED' | 'FAILED' | 'SCHEDULED' | 'DLQ' | 'CANCELLED' | null;
      tasks: components['schemas']['TaskSummaryDto'][];
      /** @description From 1. */
      page: number;
      page_size: number;
      total_items: number;
      total_pages: number;
      /** @description True: more tasks may match than were looked at; `total_items` counts those that were. */
      is_bounded: boolean;
      /** @description Sent as `cursor` it answers what follows this page; null on the last page. */
      next_cursor: string | null;
    };
    GateVerdictDto: {
      /** @enum {string} */
      gate: 'schedule' | 'queue' | 'workers' | 'provider' | 'line';
      /** @description False: the task waits here. */
      open: boolean;
      /** @example The primary queue is paused. */
      message: string;
      /** @description When it opens by itself; null where nobody can tell. */
      until: string | null;
    };
    TaskExplanationDto: {
      /** @enum {string} */
      state: 'PENDING' | 'ACTIVE' | 'COMPLETED' | 'FAILED' | 'SCHEDULED' | 'DLQ' | 'CANCELLED';
      /** @example 019c0b5e-8f0f-7a0e-9d1d-3f2a6f1b7c55 */
      task_id: string;
      /** @example The primary queue is paused. */
      summary: string;
      /**
       * @description What a person can do, in one line; null where there is nothing to do.
       * @example Resume the queue.
       */
      advice: string | null;
      /** @description In the order in which they are passed; empty unless the task waits. */
      gates: components['schemas']['GateVerdictDto'][];
      /** @description Tasks that are before it in its queue; null unless it stands in one, or when too many do to count. */
      position: number | null;
    };
    RetryTaskDto: {
      /** @description True gives the task all its retries anew. */
      reset_retry_count?: boolean;
    };
    CancelTaskDto: {
      /**
       * @description Kept with the task.
       * @example no longer needed
       */
      reason?: string;
    };
    RequeuedTasksDto: {
      /** @example 2 */
      found: number;
      /** @example 2 */
      requeued: number;
      errors: string[];
      /** @example 2 tasks of 1 worker that is gone were given back. */
      message: string;
    };
    DeletedTaskDto: {
      /** @example 019c0b5e-8f0f-7a0e-9d1d-3f2a6f1b7c55 */
      task_id: string;
      /** @example The task was deleted. */
      message: string;
    };
    QueueDepthsDto: {
      primary: number;
      retry: number;
      scheduled: number;
      dlq: number;
    };
    StateCountsDto: {
      PENDING: number;
      ACTIVE: number;
      COMPLETED: number;
      FAILED: number;
      SCHEDULED: number;
      DLQ: number;
      CANCELLED: number;
    };
    QueueStatusDto: {
      /** @description Queues that nothing is taken from. */
      paused: ('primary' | 'retry')[];
      queues: components['schemas']['QueueDepthsDto'];
      states: components['schemas']['StateCountsDto'];
      /**
       * @description Share of claims that the retry queue gets while both queues have tasks.
       * @example 0.3
       */
      retry_ratio: number;
    };
    QueueSwitchDto: {
      /** @enum {string} */
      queue: 'primary' | 'retry';
      paused: boolean;
      /** @example Nothing is taken from primary until it is resumed; tasks that run go on. */
      message: string;
    };
    WorkerDetailsDto: {
      /** @enum {string} */
      status: 'healthy' | 'draining' | 'stale';
      /** @example host-4711-9f3a2c */
      worker_id: string;
      last_heartbeat: string | null;
      heartbeat_age_seconds: number | null;
      active_tasks: number;
      completed: number;
      failed: number;
      /** @description Tasks it runs at once. */
      concurrency: number | null;
      version: string | null;
      rss_bytes: number | null;
      event_loop_lag_ms: number | null;
      /** @description How long ago it last looked for work, or saw that it has no room. */
      last_fetch_age_seconds: number | null;
      /**
       * @description Task types that it can run.
       * @example [
       *       "summarize",
       *       "pdfxtract"
       *     ]
       */
      task_types: string[];
    };
    WorkerFleetDto: {
      /** @enum {string} */
      overall_status: 'healthy' | 'degraded' | 'unhealthy';
      total_workers: number;
      healthy_workers: number;
      stale_workers: number;
      worker_details: components['schemas']['WorkerDetailsDto'][];
      timestamp: string;
    };
    WorkerSwitchDto: {
      /** @example host-4711-9f3a2c */
      worker_id: string;
      draining: boolean;
      /** @example The worker takes no more tasks and finishes the 2 that it has. */
      message: string;
    };
    OpenRouterStatusDto: {
      /** @enum {string} */
      status:
        | 'active'
        | 'api_key_missing'
        | 'api_key_invalid'
        | 'credits_exhausted'
        | 'rate_limited'
        | 'service_unavailable'
        | 'error';
      message: string;
      balance: number | null;
      usage_today: number | null;
      usage_month: number | null;
      last_check: string | null;
      error_details: string | null;
      consecutive_failures: number;
      circuit_breaker_open: boolean;
      cache_hit: boolean;
    };
    RateLimitBucketDto: {
      /** @enum {string} */
      name: 'requests' | 'tokens' | 'header';
      /** @enum {string} */
      source: 'configured' | 'header' | 'learnt' | 'none';
      /** @description The most in any window; null: no limit. */
      capacity: number | null;
      /** @example 10000 */
      window_ms: number;
      refill_per_second: number | null;
      available: number | null;
      used: number;
    };
    BreakerDetailsDto: {
      /** @enum {string} */
      state: 'closed' | 'open' | 'half_open';
      /** @example openrouter */
      service: string;
      since: string | null;
      /** @description When the next call may test the service. */
      retry_at: string | null;
      reason: string | null;
      failures: number;
      calls: number;
      failed_probes: number;
      is_probing: boolean;
    };
    RateLimitStatusDto: {
      buckets: components['schemas']['RateLimitBucketDto'][];
      waiters: number;
      blocked_until: string | null;
      breakers: components['schemas']['BreakerDetailsDto'][];
      timestamp: string;
    };
    ProviderMetricsDto: {
      /**
       * @example {
       *       "2026-01-31": {
       *         "total_calls": 12,
       *         "successful_calls": 11,
       *         "failed_calls": 1,
       *         "state_rate_limited": 1
       *       }
       *     }
       */
      metrics: {
        [key: string]: {
          [key: string]: number;
        };
      };
      days: number;
      generated_at: string;
    };
    SpendDayDto: {
      /** @example 2026-01-31 */
      day: string;
      /** @description US dollars. */
      cost_usd: number;
      calls: number;
      prompt_tokens: number;
      completion_tokens: number;
      /** @description Of the cost, what bought nothing. */
      wasted_usd: number;
    };
    SpendLineDto: {
      /** @example project=atlas */
      name: string;
      /** @description US dollars. */
      cost_usd: number;
      calls: number;
      prompt_tokens: number;
      completion_tokens: number;
      /** @description Of the cost, what bought nothing. */
      wasted_usd: number;
    };
    AllowanceDto: {
      spent_usd: number;
      reserved_usd: number;
      /** @description Null: no cap. */
      cap_usd: number | null;
    };
    CostReportDto: {
      days: components['schemas']['SpendDayDto'][];
      by_model: components['schemas']['SpendLineDto'][];
      by_type: components['schemas']['SpendLineDto'][];
      by_label: components['schemas']['SpendLineDto'][];
      today: components['schemas']['AllowanceDto'];
      month: components['schemas']['AllowanceDto'];
      timestamp: string;
    };
    BreakerOrderDto: {
      /**
       * @description Shown to whoever looks at the breaker.
       * @example The provider announced maintenance
       */
      reason?: string;
    };
    BreakerResultDto: {
      /** @enum {string} */
      state: 'closed' | 'open' | 'half_open';
      service: string;
    };
    BreakerSwitchDto: {
      message: string;
      successful_resets: number;
      results: components['schemas']['BreakerResultDto'][];
      timestamp: string;
    };
    RedisHealthDto: {
      /** @enum {string} */
      status: 'healthy' | 'degraded';
      /**
       * @description Milliseconds that a question and its answer took.
       * @example 0.4
       */
      latency_ms: number;
      /** @example Redis answers. */
      message: string;
      timestamp: string;
    };
    RedisConnectionsDto: {
      connected: number;
      /** @description Those that wait in a blocking command, such as idle workers. */
      blocked: number;
      limit: number;
    };
    RedisMemoryDto: {
      used_bytes: number;
      peak_bytes: number;
      /** @description Null: no limit is set. */
      limit_bytes: number | null;
      /** @description Resident by used memory; much above 1.5 is waste. */
      fragmentation_ratio: number;
    };
    RedisPersistenceDto: {
      aof_enabled: boolean;
      last_save_at: string | null;
      last_save_ok: boolean;
    };
    RedisStatsDto: {
      /** @example 7.0.15 */
      version: string;
      uptime_seconds: number;
      connections: components['schemas']['RedisConnectionsDto'];
      memory: components['schemas']['RedisMemoryDto'];
      persistence: components['schemas']['RedisPersistenceDto'];
      /** @example noeviction */
      eviction_policy: string;
      commands_per_second: number;
      /** @description What a person should change, a sentence each. */
      warnings: string[];
    };
    ComponentHealthDto: {
      /** @enum {string} */
      status: 'healthy' | 'degraded' | 'unhealthy';
      /**
       * @description One sentence a person can act on.
       * @example Redis answers.
       */
      message: string;
    };
    ComponentsDto: {
      redis: components['schemas']['ComponentHealthDto'];
      workers: components['schemas']['ComponentHealthDto'];
      openrouter: components['schemas']['ComponentHealthDto'];
    };
    HealthDto: {
      /** @enum {string} */
      status: 'healthy' | 'degraded' | 'unhealthy';
      components: components['schemas']['ComponentsDto'];
      note?: string;
      /** @example 2026-01-31T09:30:00.123Z */
      timestamp: string;
    };
    LiveDto: {
      /** @enum {string} */
      status: 'alive';
      /** @example 2026-01-31T09:30:00.123Z */
      timestamp: string;
    };
    ReadyDto: {
      /** @enum {string} */
      status: 'ready';
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  getSession: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Who the caller is */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SessionDto'];
        };
      };
      /** @description The request comes from a foreign origin, or the key has not the scope that it takes */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  openSession: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SessionRequestDto'];
      };
    };
    responses: {
      /** @description Signed in; the answer sets a cookie */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SessionDto'];
        };
      };
      /** @description The request is malformed, or cannot be carried out as things stand */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The request comes from a foreign origin, or the key has not the scope that it takes */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The body is of the wrong type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Fields were refused; `errors` names them */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  closeSession: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Signed out */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The request comes from a foreign origin, or the key has not the scope that it takes */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  listAuditEntries: {
    parameters: {
      query?: {
        /** @description Most entries to answer. */
        limit?: number;
        /** @description The `next_before` of an earlier answer. */
        before?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Changes, the newest first */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditTrailDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The request comes from a foreign origin, or the key has not the scope that it takes */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Fields were refused; `errors` names them */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  listTasks: {
    parameters: {
      query?: {
        /** @description Tasks in this state. */
        status?: 'PENDING' | 'ACTIVE' | 'COMPLETED' | 'FAILED' | 'SCHEDULED' | 'DLQ' | 'CANCELLED';
        /** @description Tasks that stand in this queue. */
        queue?: 'primary' | 'retry' | 'scheduled' | 'dlq';
        /** @description Why the latest attempt failed. */
        error_type?:
          | 'CreditsExhausted'
          | 'RateLimited'
          | 'ServiceUnavailable'
          | 'NetworkError'
          | 'TimedOut'
          | 'InvalidInput'
          | 'UnknownTaskType'
          | 'Poison'
          | 'Expired'
          | 'Other';
        /** @description `completed_at` lists finished tasks only. */
        sort_by?: 'created_at' | 'updated_at' | 'completed_at';
        /** @description `desc`: the newest first. */
        sort_order?: 'asc' | 'desc';
        /** @description From 1; to go through many tasks use `cursor`. */
        page?: number;
        /** @description Most tasks to answer. */
        page_size?: number;
        /** @description The first characters of the id. */
        task_id?: string;
        /** @description The `next_cursor` of an earlier answer: what follows it, whatever came or went meanwhile. */
        cursor?: string;
        /** @description Tasks of this type. */
        task_type?: string;
        /** @description The first moment, by the time sorted by. Without an offset it is UTC. */
        start_date?: string;
        /** @description The last moment; a date alone means the whole of that day. */
        end_date?: string;
        /** @description The worker that runs the task, or ran it last. */
        worker_id?: string;
        /** @description Tasks with this label; any number of them, such as `label.project=atlas&label.team=red`. */
        'label.NAME'?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page of tasks */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TaskRecordPageDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /**
       * @description The request comes from a foreign origin, or the key has not the scope that it takes
       *
       *     The request comes from a foreign origin, or the key has not the scope that it takes
       */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Fields were refused; `errors` names them */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  createTask: {
    parameters: {
      query?: never;
      header?: {
        /** @description Makes it safe to send the request again: for a day, the same key with the same body answers the same task, marked with `Idempotency-Replayed: true`. With another body it is refused. Creation is one step in the store, so there is no moment at which a first request is still in flight for a second one. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateTaskDto'];
      };
    };
    responses: {
      /** @description The task waits for a worker */
      201: {
        headers: {
          /** @description Where the task is */
          Location?: string;
          /** @description `true` when the task was made by an earlier request with the same key */
          'Idempotency-Replayed'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TaskReceiptDto'];
        };
      };
      /** @description The request is malformed, or cannot be carried out as things stand */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /**
       * @description The request comes from a foreign origin, or the key has not the scope that it takes
       *
       *     The request comes from a foreign origin, or the key has not the scope that it takes
       */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The body is of the wrong type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Fields were refused; `errors` names them */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  createSummarizeTask: {
    parameters: {
      query?: never;
      header?: {
        /** @description Makes it safe to send the request again: for a day, the same key with the same body answers the same task, marked with `Idempotency-Replayed: true`. With another body it is refused. Creation is one step in the store, so there is no moment at which a first request is still in flight for a second one. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateSummarizeTaskDto'];
      };
    };
    responses: {
      /** @description The task waits for a worker */
      201: {
        headers: {
          /** @description Where the task is */
          Location?: string;
          /** @description `true` when the task was made by an earlier request with the same key */
          'Idempotency-Replayed'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TaskReceiptDto'];
        };
      };
      /** @description The request is malformed, or cannot be carried out as things stand */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /**
       * @description The request comes from a foreign origin, or the key has not the scope that it takes
       *
       *     The request comes from a foreign origin, or the key has not the scope that it takes
       */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The body is of the wrong type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Fields were refused; `errors` names them */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  createPdfxtractTask: {
    parameters: {
      query?: never;
      header?: {
        /** @description Makes it safe to send the request again: for a day, the same key with the same body answers the same task, marked with `Idempotency-Replayed: true`. With another body it is refused. Creation is one step in the store, so there is no moment at which a first request is still in flight for a second one. */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'multipart/form-data': components['schemas']['CreatePdfxtractTaskDto'];
      };
    };
    responses: {
      /** @description The task waits for a worker */
      201: {
        headers: {
          /** @description Where the task is */
          Location?: string;
          /** @description `true` when the task was made by an earlier request with the same key */
          'Idempotency-Replayed'?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TaskReceiptDto'];
        };
      };
      /** @description The request is malformed, or cannot be carried out as things stand */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /**
       * @description The request comes from a foreign origin, or the key has not the scope that it takes
       *
       *     The request comes from a foreign origin, or the key has not the scope that it takes
       */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The body is of the wrong type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Fields were refused; `errors` names them */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  createTaskBatch: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateBatchDto'];
      };
    };
    responses: {
      /** @description The tasks wait for workers, in the order given */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BatchReceiptDto'];
        };
      };
      /** @description The request is malformed, or cannot be carried out as things stand */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /**
       * @description The request comes from a foreign origin, or the key has not the scope that it takes
       *
       *     The request comes from a foreign origin, or the key has not the scope that it takes
       */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The body is of the wrong type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Fields were refused; `errors` names them */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getThroughput: {
    parameters: {
      query?: {
        /** @description How many, the current one included. */
        minutes?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A row for each minute, the oldest first */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ThroughputDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /**
       * @description The request comes from a foreign origin, or the key has not the scope that it takes
       *
       *     The request comes from a foreign origin, or the key has not the scope that it takes
       */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Fields were refused; `errors` names them */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getLatency: {
    parameters: {
      query?: {
        /** @description How many, the current one included. */
        minutes?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A row for each minute, the oldest first; seconds */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LatencyDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /**
       * @description The request comes from a foreign origin, or the key has not the scope that it takes
       *
       *     The request comes from a foreign origin, or the key has not the scope that it takes
       */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Fields were refused; `errors` names them */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  startBulkOperation: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['BulkRequestDto'];
      };
    };
    responses: {
      /** @description The operation, done already where it was small */
      202: {
        headers: {
          /** @description Where its progress is told */
          Location?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BulkOperationDto'];
        };
      };
      /** @description The request is malformed, or cannot be carried out as things stand */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /**
       * @description The request comes from a foreign origin, or the key has not the scope that it takes
       *
       *     The request comes from a foreign origin, or the key has not the scope that it takes
       */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The body is of the wrong type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Fields were refused; `errors` names them */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getBulkOperation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id that the start of the operation answered */
        operation_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The operation */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BulkOperationDto'];
        };
      };
      /** @description The request is malformed, or cannot be carried out as things stand */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The request comes from a foreign origin, or the key has not the scope that it takes */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  listTaskSummaries: {
    parameters: {
      query?: {
        /** @description Tasks in this state. */
        status?: 'PENDING' | 'ACTIVE' | 'COMPLETED' | 'FAILED' | 'SCHEDULED' | 'DLQ' | 'CANCELLED';
        /** @description Tasks that stand in this queue. */
        queue?: 'primary' | 'retry' | 'scheduled' | 'dlq';
        /** @description Why the latest attempt failed. */
        error_type?:
          | 'CreditsExhausted'
          | 'RateLimited'
          | 'ServiceUnavailable'
          | 'NetworkError'
          | 'TimedOut'
          | 'InvalidInput'
          | 'UnknownTaskType'
          | 'Poison'
          | 'Expired'
          | 'Other';
        /** @description `completed_at` lists finished tasks only. */
        sort_by?: 'created_at' | 'updated_at' | 'completed_at';
        /** @description `desc`: the newest first. */
        sort_order?: 'asc' | 'desc';
        /** @description From 1; to go through many tasks use `cursor`. */
        page?: number;
        /** @description Most tasks to answer. */
        page_size?: number;
        /** @description The first characters of the id. */
        task_id?: string;
        /** @description The `next_cursor` of an earlier answer: what follows it, whatever came or went meanwhile. */
        cursor?: string;
        /** @description Tasks of this type. */
        task_type?: string;
        /** @description The first moment, by the time sorted by. Without an offset it is UTC. */
        start_date?: string;
        /** @description The last moment; a date alone means the whole of that day. */
        end_date?: string;
        /** @description The worker that runs the task, or ran it last. */
        worker_id?: string;
        /** @description Tasks with this label; any number of them, such as `label.project=atlas&label.team=red`. */
        'label.NAME'?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page of tasks */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TaskSummaryPageDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /**
       * @description The request comes from a foreign origin, or the key has not the scope that it takes
       *
       *     The request comes from a foreign origin, or the key has not the scope that it takes
       */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Fields were refused; `errors` names them */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getTask: {
    parameters: {
      query?: {
        /** @description Seconds to wait for the task to end; then it is answered as it is. */
        wait?: number;
      };
      header?: never;
      path: {
        /** @description The id that the creation of the task answered */
        task_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The task */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TaskRecordDto'];
        };
      };
      /** @description The request is malformed, or cannot be carried out as things stand */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /**
       * @description The request comes from a foreign origin, or the key has not the scope that it takes
       *
       *     The request comes from a foreign origin, or the key has not the scope that it takes
       */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The task was deleted meanwhile */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Fields were refused; `errors` names them */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  deleteTask: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id that the creation of the task answered */
        task_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The task is gone */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeletedTaskDto'];
        };
      };
      /** @description The request is malformed, or cannot be carried out as things stand */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The request comes from a foreign origin, or the key has not the scope that it takes */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  explainTask: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id that the creation of the task answered */
        task_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Why the task is where it is */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TaskExplanationDto'];
        };
      };
      /** @description The request is malformed, or cannot be carried out as things stand */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /**
       * @description The request comes from a foreign origin, or the key has not the scope that it takes
       *
       *     The request comes from a foreign origin, or the key has not the scope that it takes
       */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  followTask: {
    parameters: {
      query?: never;
      header?: {
        /** @description The id of the last message that was seen */
        'Last-Event-ID'?: string;
      };
      path: {
        /** @description The id that the creation of the task answered */
        task_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The stream; it ends when the task has ended */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example id: 1769851800123
           *     data: {"type":"state","task_id":"…","state":"ACTIVE","timestamp":"…"}
           */
          'text/event-stream': string;
        };
      };
      /** @description The task has ended and the reader has seen it: there is nothing to come back for */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The request is malformed, or cannot be carried out as things stand */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /**
       * @description The request comes from a foreign origin, or the key has not the scope that it takes
       *
       *     The request comes from a foreign origin, or the key has not the scope that it takes
       */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  retryTask: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id that the creation of the task answered */
        task_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RetryTaskDto'];
      };
    };
    responses: {
      /** @description The task waits for a worker again */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TaskReceiptDto'];
        };
      };
      /** @description The request is malformed, or cannot be carried out as things stand */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The request comes from a foreign origin, or the key has not the scope that it takes */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The body is of the wrong type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Fields were refused; `errors` names them */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  cancelTask: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id that the creation of the task answered */
        task_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CancelTaskDto'];
      };
    };
    responses: {
      /** @description The task is cancelled; a worker that runs it stops */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TaskReceiptDto'];
        };
      };
      /** @description The request is malformed, or cannot be carried out as things stand */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The request comes from a foreign origin, or the key has not the scope that it takes */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The body is too large */
      413: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The body is of the wrong type */
      415: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Fields were refused; `errors` names them */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  requeueOrphanedTasks: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What was found and given back */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequeuedTasksDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The request comes from a foreign origin, or the key has not the scope that it takes */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getQueueStatus: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The counts at one moment */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QueueStatusDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /**
       * @description The request comes from a foreign origin, or the key has not the scope that it takes
       *
       *     The request comes from a foreign origin, or the key has not the scope that it takes
       */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  streamQueueStatus: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The stream */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /**
           * @example id: 1
           *     data: {"type":"heartbeat","timestamp":"2026-01-31T09:30:00.123Z"}
           */
          'text/event-stream': string;
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /**
       * @description The request comes from a foreign origin, or the key has not the scope that it takes
       *
       *     The request comes from a foreign origin, or the key has not the scope that it takes
       */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  listDeadTasks: {
    parameters: {
      query?: {
        /** @description Most records to answer. */
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The records, the oldest first */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TaskRecordDto'][];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The request comes from a foreign origin, or the key has not the scope that it takes */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Fields were refused; `errors` names them */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  pauseQueue: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description `primary` includes the tasks of high and low priority. */
        name: 'primary' | 'retry';
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The queue is paused */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QueueSwitchDto'];
        };
      };
      /** @description The request is malformed, or cannot be carried out as things stand */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The request comes from a foreign origin, or the key has not the scope that it takes */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Fields were refused; `errors` names them */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  resumeQueue: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description `primary` includes the tasks of high and low priority. */
        name: 'primary' | 'retry';
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The queue gives out tasks */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['QueueSwitchDto'];
        };
      };
      /** @description The request is malformed, or cannot be carried out as things stand */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The request comes from a foreign origin, or the key has not the scope that it takes */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Fields were refused; `errors` names them */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  listQueuedTasks: {
    parameters: {
      query?: {
        /** @description Most ids to answer. */
        limit?: number;
      };
      header?: never;
      path: {
        /** @description `primary` includes the tasks of high and low priority. */
        name: 'primary' | 'retry' | 'scheduled' | 'dlq';
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Ids of tasks, the next to be taken first */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string[];
        };
      };
      /** @description The request is malformed, or cannot be carried out as things stand */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /**
       * @description The request comes from a foreign origin, or the key has not the scope that it takes
       *
       *     The request comes from a foreign origin, or the key has not the scope that it takes
       */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Fields were refused; `errors` names them */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  listWorkers: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The fleet at one moment */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WorkerFleetDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /**
       * @description The request comes from a foreign origin, or the key has not the scope that it takes
       *
       *     The request comes from a foreign origin, or the key has not the scope that it takes
       */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  drainWorker: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description As the list of workers names it */
        worker_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The worker takes nothing more */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WorkerSwitchDto'];
        };
      };
      /** @description The request is malformed, or cannot be carried out as things stand */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The request comes from a foreign origin, or the key has not the scope that it takes */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  undrainWorker: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description As the list of workers names it */
        worker_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The worker takes tasks */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WorkerSwitchDto'];
        };
      };
      /** @description The request is malformed, or cannot be carried out as things stand */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The request comes from a foreign origin, or the key has not the scope that it takes */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description There is no such thing */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getOpenRouterStatus: {
    parameters: {
      query?: {
        /** @description true: ask anew instead of showing what was learned less than a minute ago. */
        force_refresh?: 'true' | 'false';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description How it was found at the last check */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OpenRouterStatusDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /**
       * @description The request comes from a foreign origin, or the key has not the scope that it takes
       *
       *     The request comes from a foreign origin, or the key has not the scope that it takes
       */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Fields were refused; `errors` names them */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getRateLimit: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Limits and breakers at one moment */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RateLimitStatusDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /**
       * @description The request comes from a foreign origin, or the key has not the scope that it takes
       *
       *     The request comes from a foreign origin, or the key has not the scope that it takes
       */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getProviderMetrics: {
    parameters: {
      query?: {
        /** @description How many, today included. */
        days?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Days without calls are zeros */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProviderMetricsDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /**
       * @description The request comes from a foreign origin, or the key has not the scope that it takes
       *
       *     The request comes from a foreign origin, or the key has not the scope that it takes
       */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Fields were refused; `errors` names them */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getCosts: {
    parameters: {
      query?: {
        /** @description How many, today included. */
        days?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The dearest first; days the oldest first */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CostReportDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /**
       * @description The request comes from a foreign origin, or the key has not the scope that it takes
       *
       *     The request comes from a foreign origin, or the key has not the scope that it takes
       */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Fields were refused; `errors` names them */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  resetBreakers: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['BreakerOrderDto'];
      };
    };
    responses: {
      /** @description Every breaker is closed */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BreakerSwitchDto'];
        };
      };
      /** @description The request is malformed, or cannot be carried out as things stand */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The request comes from a foreign origin, or the key has not the scope that it takes */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Fields were refused; `errors` names them */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  openBreakers: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['BreakerOrderDto'];
      };
    };
    responses: {
      /** @description Every breaker is open; after a rest one call tests the service */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BreakerSwitchDto'];
        };
      };
      /** @description The request is malformed, or cannot be carried out as things stand */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description The request comes from a foreign origin, or the key has not the scope that it takes */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Fields were refused; `errors` names them */
      422: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getRedisHealth: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Redis answers */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RedisHealthDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /**
       * @description The request comes from a foreign origin, or the key has not the scope that it takes
       *
       *     The request comes from a foreign origin, or the key has not the scope that it takes
       */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getRedisStats: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The server that holds the tasks */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RedisStatsDto'];
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /**
       * @description The request comes from a foreign origin, or the key has not the scope that it takes
       *
       *     The request comes from a foreign origin, or the key has not the scope that it takes
       */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getMetrics: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Prometheus text */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          /** @example workstream_queue_depth{queue="primary"} 3 */
          'text/plain': string;
        };
      };
      /** @description An API key or a session is needed */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /**
       * @description The request comes from a foreign origin, or the key has not the scope that it takes
       *
       *     The request comes from a foreign origin, or the key has not the scope that it takes
       */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Too many requests; `Retry-After` says when to try again */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getHealth: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Always 200: `status` says how things are */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HealthDto'];
        };
      };
      /** @description The request comes from a foreign origin, or the key has not the scope that it takes */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getLive: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It can */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LiveDto'];
        };
      };
      /** @description The request comes from a foreign origin, or the key has not the scope that it takes */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
  getReady: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It may */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReadyDto'];
        };
      };
      /** @description The request comes from a foreign origin, or the key has not the scope that it takes */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description A fault of the server */
      500: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
      /** @description Redis cannot be reached, or the process is stopping; `Retry-After` says when to try again */
      503: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemDto'];
        };
      };
    };
  };
}
