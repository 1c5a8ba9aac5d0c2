import type { Redis } from 'ioredis';
import { Channel } from '../events/channel';
import type { Keys } from '../keys';
import type { Attempt } from '../tasks/task';

/** What running workers are told at once, by whoever cancels or deletes a task. */
export class WorkerOrders {
  private readonly channel: Channel;
  private whenRevoked: (attempt: Attempt) => void = () => undefined;

  /** @param options.subscriber a connection that may be shared with other subscriptions */
  constructor({ subscriber, keys }: { subscriber: Redis; keys: Keys }) {
    const read = (message: string) => {
      this.read(message);
    };
    this.channel = new Channel({ subscriber, name: keys.orders, read });
  }

  /**
   * Calls `revoke` for each attempt that is no longer wanted, and `gap` each time it begins to hear: what was said before,
   * also while the connection was lost, it has missed.
   */
  start(revoke: (attempt: Attempt) => void, gap: () => void): void {
    this.whenRevoked = revoke;
    this.channel.onGap(gap);
    // Fails only when the connection is closed for good.
    this.channel.start().then(gap, () => undefined);
  }

  stop(): void {
    this.channel.stop();
  }

  private read(message: string): void {
    const [order, id, attempt] = message.split(' ');
    if (order === 'revoke' && id !== undefined) this.whenRevoked({ id, attempt: Number(attempt) });
  }
}
