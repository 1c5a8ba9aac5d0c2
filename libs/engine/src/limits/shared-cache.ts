import { randomUUID } from 'node:crypto';
import { messageOf } from '../errors';
import type { Keys } from '../keys';
import { silentLogger, type Logger } from '../logger';
import { Scripts } from '../lua/scripts';
import type { RedisClient } from '../redis-client';

/** What the fleet caches of the provider: how it stands, and what credits are left. */
export type SharedName = 'state' | 'credits';

/** A cached value and its age by Redis time. STALE: it is being refreshed, or could not be. EMPTY: nobody has one yet. */
export type Shared<T> =
  { readonly status: 'FRESH' | 'STALE'; readonly value: T; readonly ageMs: number } | { readonly status: 'EMPTY' };

export interface SharedCacheOptions<T> {
  readonly redis: RedisClient;
  readonly keys: Keys;
  readonly name: SharedName;
  /**
   * Asks the source. What it answers is kept as JSON; it should hold no time of its own, so that a change is one. Must end
   * within `leaseMs`.
   */
  readonly load: () => Promise<T>;
  /** Younger values are not refreshed. Default a minute. */
  readonly freshMs?: number;
  /** After a refresh that failed or whose process died, so long passes until the next. Default 15 s. */
  readonly leaseMs?: number;
  readonly logger?: Logger;
}

type SharedReply = readonly [status: 'FRESH' | 'STALE' | 'REFRESH', ageMs: number, json: string];

/**
 * One value that all processes share and one at a time refreshes: a thousand readers ask the source once a minute. Readers
 * get what there is in one command and never wait for the source, except the very first.
 */
export class SharedCache<T> {
  private readonly scripts: Scripts;
  private readonly logger: Logger;
  private readonly shared: string;
  private readonly freshMs: number;
  private readonly leaseMs: number;
  private refreshing: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: SharedCacheOptions<T>) {
    const { redis, keys, name } = options;
    this.scripts = new Scripts(redis, keys);
    this.logger = options.logger ?? silentLogger;
    this.shared = { state: keys.openRouterState, credits: keys.openRouterCredits }[name];
    this.freshMs = options.freshMs ?? 60_000;
    this.leaseMs = options.leaseMs ?? 15_000;
  }

  /**
   * What there is. A value older than `maxAgeMs` is answered too, while this or another process refreshes it; only a caller
   * that finds no value at all waits for its own refresh.
   */
  async get(maxAgeMs = this.freshMs): Promise<Shared<T>> {
    const lease = randomUUID();
    const { shared, leaseMs } = this;
    const inputs = { shared, freshMs: maxAgeMs, leaseMs, lease };
    const [status, ageMs, json] = (await this.scripts.run('read-shared', inputs)) as SharedReply;
    const refresh = status === 'REFRESH' ? this.refresh(lease) : null;
    if (ageMs >= 0) return { status: status === 'FRESH' ? 'FRESH' : 'STALE', value: JSON.parse(json) as T, ageMs };
    return (await refresh) ?? { status: 'EMPTY' };
  }

  /** Resolves when the refresh under way, if any, has ended; for a process that is about to close its connection. */
  async settled(): Promise<void> {
    await this.refreshing;
  }

  private refresh(lease: string): Promise<Shared<T> | null> {
    const refresh = this.loadAndStore(lease).catch((error: unknown) => {
      this.logger.warn('A shared value could not be refreshed', { name: this.options.name, error: messageOf(error) });
      return null;
    });
    this.refreshing = refresh;
    return refresh;
  }

  private async loadAndStore(lease: string): Promise<Shared<T>> {
    const value = await this.options.load();
    const { shared } = this;
    const fresh = JSON.stringify(value);
    await this.scripts.run('store-shared', { shared, name: this.options.name, lease, fresh });
    return { status: 'FRESH', value, ageMs: 0 };
  }
}
