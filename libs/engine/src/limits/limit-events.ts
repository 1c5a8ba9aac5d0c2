import type { Redis } from 'ioredis';
import { Channel } from '../events/channel';
import type { Keys } from '../keys';
import type { Logger } from '../logger';
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
  private readonly channel: Channel;
  private readonly listeners = new Set<(change: LimitChange) => void>();

  /** @param options.subscriber a connection that only subscribes; it may be shared with other channels */
  constructor({ subscriber, keys, logger }: { subscriber: Redis; keys: Keys; logger?: Logger }) {
    const read = (message: string) => {
      this.tell(JSON.parse(message) as Message);
    };
    this.channel = new Channel({ subscriber, name: keys.limitsUpdates, read, logger });
  }

  /** Resolves once no later change can be missed while the connection lasts. */
  start(): Promise<void> {
    return this.channel.start();
  }

  /** Tells nobody anything more. */
  stop(): void {
    this.channel.stop();
  }

  /** Returns the function that ends the subscription. */
  onChange(listener: (change: LimitChange) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Called when the connection was lost and is back: changes may have been missed, so state must be read anew. */
  onGap(listener: () => void): () => void {
    return this.channel.onGap(listener);
  }

  private tell(message: Message): void {
    const change = toChange(message);
    if (change) for (const listener of this.listeners) listener(change);
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
