import type { RedisStats } from '@workstream/contracts';
import type { Keys } from '../keys';
import { askServer, type RedisClient } from '../redis-client';

type Info = Readonly<Record<string, string | undefined>>;

/** Share of the memory limit above which a person should look. */
const FULL_SHARE = 0.8;
const WASTEFUL_RATIO = 1.5;
/** Below this a ratio says nothing: an empty Redis is mostly overhead. */
const SMALL_BYTES = 64 * 1024 * 1024;

/** What the server that holds our keys says of itself. */
export class RedisReport {
  constructor(private readonly options: { readonly redis: RedisClient; readonly keys: Keys }) {}

  async read(): Promise<RedisStats> {
    const info = (await askServer(this.options.redis, this.options.keys, 'INFO')) as string;
    const stats = toStats(parseInfo(info));
    return { ...stats, warnings: warningsOf(stats) };
  }
}

function parseInfo(text: string): Info {
  const lines = text.split('\r\n').filter((line) => line.includes(':'));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
}

function toStats(info: Info): Omit<RedisStats, 'warnings'> {
  const number = (name: string) => Number(info[name] ?? 0);
  const savedAt = number('rdb_last_save_time');
  return {
    version: info['redis_version'] ?? 'unknown',
    uptime_seconds: number('uptime_in_seconds'),
    connections: {
      connected: number('connected_clients'),
      blocked: number('blocked_clients'),
      limit: number('maxclients'),
    },
    memory: {
      used_bytes: number('used_memory'),
      peak_bytes: number('used_memory_peak'),
      limit_bytes: number('maxmemory') || null,
      fragmentation_ratio: number('mem_fragmentation_ratio'),
    },
    persistence: {
      aof_enabled: info['aof_enabled'] === '1',
      last_save_at: savedAt === 0 ? null : new Date(savedAt * 1000).toISOString(),
      last_save_ok: info['rdb_last_bgsave_status'] !== 'err' && info['aof_last_write_status'] !== 'err',
    },
    eviction_policy: info['maxmemory_policy'] ?? 'unknown',
    commands_per_second: number('instantaneous_ops_per_sec'),
  };
}

function warningsOf({ memory, persistence, eviction_policy, connections }: Omit<RedisStats, 'warnings'>): string[] {
  const { used_bytes: used, limit_bytes: limit, fragmentation_ratio: ratio } = memory;
  const isFull = limit !== null && used > limit * FULL_SHARE;
  const warnings: [boolean, string][] = [
    [
      eviction_policy !== 'noeviction',
      `maxmemory-policy is ${eviction_policy}: Redis may drop tasks when it is full; set it to noeviction.`,
    ],
    [limit === null, 'No maxmemory is set: a full machine ends Redis instead of refusing new tasks; set a limit.'],
    [isFull, 'More than four fifths of maxmemory are used; raise it, or keep finished tasks for a shorter time.'],
    [
      !persistence.aof_enabled,
      'appendonly is off: tasks accepted since the last snapshot are lost in a crash; set it to yes.',
    ],
    [!persistence.last_save_ok, 'Redis could not write its data to disk; look at its log and at the disk.'],
    [used > SMALL_BYTES && ratio > WASTEFUL_RATIO, 'Memory is fragmented; set activedefrag to yes or restart Redis.'],
    [
      connections.limit > 0 && connections.connected > connections.limit * FULL_SHARE,
      'Most of the connections that Redis takes are in use; raise maxclients.',
    ],
  ];
  return warnings.flatMap(([applies, text]) => (applies ? [text] : []));
}
