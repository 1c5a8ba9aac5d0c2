/** `GET /redis/health`. */
export interface RedisHealth {
  readonly status: 'healthy' | 'degraded';
  /** Milliseconds that a question and its answer took. */
  readonly latency_ms: number;
  /** One sentence a person can act on. */
  readonly message: string;
  readonly timestamp: string;
}

/** `GET /redis/pool-stats`: how the server with our keys is. Sizes are bytes. */
export interface RedisStats {
  readonly version: string;
  readonly uptime_seconds: number;
  readonly connections: {
    readonly connected: number;
    /** Those that wait in a blocking command, such as idle workers. */
    readonly blocked: number;
    readonly limit: number;
  };
  readonly memory: {
    readonly used_bytes: number;
    readonly peak_bytes: number;
    /** Null: no limit is set. */
    readonly limit_bytes: number | null;
    /** Resident by used memory; much above 1.5 is waste. */
    readonly fragmentation_ratio: number;
  };
  readonly persistence: {
    readonly aof_enabled: boolean;
    readonly last_save_at: string | null;
    readonly last_save_ok: boolean;
  };
  readonly eviction_policy: string;
  readonly commands_per_second: number;
  /** What a person should change, a sentence each. */
  readonly warnings: readonly string[];
}
