import type { Redis } from 'ioredis';
import { messageOf } from '../errors';
import type { Keys } from '../keys';
import { silentLogger, type Logger } from '../logger';
import type { BreakerState } from './circuit-breaker';
import type { SharedName } from './shared-cache';

/** Something that changed for the whole fleet, at `atMs` of Redis time. */
export type LimitChange =
  | {
      readonly kind: 'breaker';
      readonly service: string;
      readonly state: BreakerState;
      /** When a probe will be let through, ms of Redis time; null unless OPEN. */
      readonly retryAtMs: number | null;
      readonly reason: string;
      readonly atMs: number;
    }
  | { readonly kind: 'throttled'; readonly blockedUntilMs: number; readonly atMs: number }
  | { readonly kind: 'cache'; readonly name: SharedName; readonly atMs: number };

/** What the scripts publish. */
type Message =
  | { kind: 'breaker'; service: string; state: BreakerState; retry_at: number; reason: string; at: number }
  | { kind: 'throttled'; blocked_until: number; at: number }
  | { kind: 'cache'; name: SharedName; at: number };

/** One Redis subscription to the fleet's breakers, throttles and cached values that any number of listeners share. */
export class LimitEvents {
  private readonly subscriber: Redis;
  private readonly channel: string;
  private readonly logger: Logger;
  private readonly listeners = new Set<(change: LimitChange) => void>();
  private readonly gapListeners = new Set<() => void>();
  private readonly whenReady = () => {
    for (const listener of this.gapListeners) listener();
  };
  private readonly whenMessage = (channel: string, message: string) => {
    if (channel === this.channel) this.tell(message);
  };

  /** @param options.subscriber a connection that only subscribes; ioredis subscribes it again after a reconnect */
  constructor(options: { subscriber: Redis; keys: Keys; logger?: Logger }) {
    this.subscriber = options.subscriber;
    this.channel = options.keys.limitsUpdates;
    this.logger = options.logger ?? silentLogger;
  }

  /** Resolves once no later change can be missed while the connection lasts. */
  async start(): Promise<void> {
    this.subscriber.on('message', this.whenMessage);
    await this.subscriber.subscribe(this.channel);
    this.subscriber.on('ready', this.whenReady);
  }

  /** Tells nobody anything more. Does not wait for Redis, which may have gone silent. */
  stop(): void {
    this.subscriber.off('message', this.whenMessage);
    this.subscriber.off('ready', this.whenReady);
    if (this.subscriber.status === 'ready') this.subscriber.unsubscribe(this.channel).catch(() => undefined);
  }

  /** Returns the function that ends the subscription. */
  onChange(listener: (change: LimitChange) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Called when the connection was lost and is back: changes may have been missed, so state must be read anew. */
  onGap(listener: () => void): () => void {
    this.gapListeners.add(listener);
    return () => this.gapListeners.delete(listener);
  }

  private tell(text: string): void {
    try {
      const change = toChange(JSON.parse(text) as Message);
      if (change) for (const listener of this.listeners) listener(change);
    } catch (error) {
      this.logger.warn('A message on the channel of the limits could not be used', { error: messageOf(error) });
    }
  }
}

/** Null for kinds that a newer version of the scripts may publish. */
function toChange(message: Message): LimitChange | null {
  switch (message.kind) {
    case 'breaker': {
      const { kind, service, state, reason, at: atMs, retry_at: retryAt } = message;
      return { kind, service, state, reason, atMs, retryAtMs: state === 'OPEN' ? retryAt : null };
    }
    case 'throttled':
      return { kind: message.kind, atMs: message.at, blockedUntilMs: message.blocked_until };
    case 'cache':
      return { kind: message.kind, atMs: message.at, name: message.name };
    default:
      return null;
  }
}
