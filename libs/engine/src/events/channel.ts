import type { Redis } from 'ioredis';
import { messageOf } from '../errors';
import { silentLogger, type Logger } from '../logger';

/** One Redis channel, heard on a connection that may hear others too. */
export class Channel {
  private readonly subscriber: Redis;
  private readonly name: string;
  private readonly read: (message: string) => void;
  private readonly logger: Logger;
  private readonly gapListeners = new Set<() => void>();
  private readonly whenMessage = (channel: string, message: string) => {
    if (channel === this.name) this.tell(message);
  };
  private readonly whenReady = () => {
    this.hear().catch((error: unknown) => {
      // The next connection is listened to anew.
      this.logger.debug('A channel could not be heard again', { channel: this.name, error: messageOf(error) });
    });
  };

  /** @param options.read is given each message; what it throws is logged and goes no further */
  constructor(options: { subscriber: Redis; name: string; read: (message: string) => void; logger?: Logger }) {
    this.subscriber = options.subscriber;
    this.name = options.name;
    this.read = options.read;
    this.logger = options.logger ?? silentLogger;
  }

  /** Resolves once no later message can be missed while the connection lasts; waits for Redis by itself. */
  async start(): Promise<void> {
    this.subscriber.on('message', this.whenMessage);
    await this.subscriber.subscribe(this.name);
    this.subscriber.on('ready', this.whenReady);
  }

  /** Tells nobody anything more. Does not wait for Redis, which may have gone silent. */
  stop(): void {
    this.subscriber.off('message', this.whenMessage);
    this.subscriber.off('ready', this.whenReady);
    if (this.subscriber.status === 'ready') this.subscriber.unsubscribe(this.name).catch(() => undefined);
  }

  /**
   * Called when the connection was lost and the channel is heard again: messages may have been missed, so what they tell must
   * be read anew. Returns the function that ends that.
   */
  onGap(listener: () => void): () => void {
    this.gapListeners.add(listener);
    return () => this.gapListeners.delete(listener);
  }

  // Subscribed first: what is read after the gap was told of cannot be older than what is missed.
  private async hear(): Promise<void> {
    await this.subscriber.subscribe(this.name);
    for (const listener of this.gapListeners) listener();
  }

  private tell(message: string): void {
    try {
      this.read(message);
    } catch (error) {
      this.logger.warn('A message could not be used', { channel: this.name, error: messageOf(error) });
    }
  }
}
