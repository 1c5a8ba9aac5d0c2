import type { Redis } from 'ioredis';
import type { Keys } from '../keys';
import type { Attempt } from '../tasks/task';

/** What running workers are told at once, by whoever cancels or deletes a task. */
export class WorkerOrders {
  private readonly whenMessage = (channel: string, message: string) => {
    if (channel === this.keys.orders) this.read(message);
  };
  private whenRevoked: (attempt: Attempt) => void = () => undefined;
  private readonly subscriber: Redis;
  private readonly keys: Keys;

  /** @param options.subscriber a connection that may be shared with other subscriptions */
  constructor(options: { subscriber: Redis; keys: Keys }) {
    this.subscriber = options.subscriber;
    this.keys = options.keys;
  }

  /** Calls `revoke` for each attempt that is no longer wanted. A message missed while Redis is away is made up for elsewhere. */
  start(revoke: (attempt: Attempt) => void): void {
    this.whenRevoked = revoke;
    this.subscriber.on('message', this.whenMessage);
    // Waits for Redis by itself; fails only when the connection is closed for good.
    this.subscriber.subscribe(this.keys.orders).catch(() => undefined);
  }

  stop(): void {
    this.subscriber.off('message', this.whenMessage);
  }

  private read(message: string): void {
    const [order, id, attempt] = message.split(' ');
    if (order === 'revoke' && id !== undefined) this.whenRevoked({ id, attempt: Number(attempt) });
  }
}
