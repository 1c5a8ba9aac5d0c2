import type { Redis } from 'ioredis';
import type { Keys } from '../keys';
import type { Attempt } from '../tasks/task';

/** What running workers are told at once, by whoever cancels or deletes a task. */
export class WorkerOrders {
  private readonly whenMessage = (channel: string, message: string) => {
    if (channel === this.keys.orders) this.read(message);
  };
  private readonly whenReady = () => {
    void this.listen();
  };
  private whenHeard: () => void = () => undefined;
  private whenRevoked: (attempt: Attempt) => void = () => undefined;
  private readonly subscriber: Redis;
  private readonly keys: Keys;

  /** @param options.subscriber a connection that may be shared with other subscriptions */
  constructor(options: { subscriber: Redis; keys: Keys }) {
    this.subscriber = options.subscriber;
    this.keys = options.keys;
  }

  /**
   * Calls `revoke` for each attempt that is no longer wanted, and `gap` each time it begins to hear: what was said before,
   * also while the connection was lost, it has missed.
   */
  start(revoke: (attempt: Attempt) => void, gap: () => void): void {
    this.whenRevoked = revoke;
    this.whenHeard = gap;
    this.subscriber.on('message', this.whenMessage);
    this.subscriber.on('ready', this.whenReady);
    void this.listen();
  }

  stop(): void {
    this.subscriber.off('message', this.whenMessage);
    this.subscriber.off('ready', this.whenReady);
  }

  /** Waits for Redis by itself; fails only when the connection is closed for good. */
  private async listen(): Promise<void> {
    try {
      await this.subscriber.subscribe(this.keys.orders);
      this.whenHeard();
    } catch {
      // The next connection is listened to anew.
    }
  }

  private read(message: string): void {
    const [order, id, attempt] = message.split(' ');
    if (order === 'revoke' && id !== undefined) this.whenRevoked({ id, attempt: Number(attempt) });
  }
}
