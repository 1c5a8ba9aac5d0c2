import type { TaskProgress, TaskState } from '@workstream/contracts';
import type { Redis } from 'ioredis';
import { messageOf } from '../errors';
import type { Keys } from '../keys';
import { silentLogger, type Logger } from '../logger';

/** One task's change of state. `from` null: it was created; `to` null: it was deleted. */
export interface TaskMove {
  readonly id: string;
  readonly from: TaskState | null;
  readonly to: TaskState | null;
}

/** What a script publishes: the moves of one call, tasks of the same move together; '' stands for not being there. */
interface MovesMessage {
  readonly at: number;
  readonly moves: readonly {
    readonly from: TaskState | '';
    readonly to: TaskState | '';
    readonly ids: readonly string[];
  }[];
  readonly progress?: { readonly id: string; readonly progress: TaskProgress };
}

/** Told of all moves that one script call made, at `atMs` of Redis time. */
export type MovesListener = (moves: readonly TaskMove[], atMs: number) => void;

/** Told how far the latest attempt of a task has come, at `atMs` of Redis time. */
export type ProgressListener = (id: string, progress: TaskProgress, atMs: number) => void;

/** One Redis subscription that any number of listeners share. */
export class QueueEvents {
  private readonly subscriber: Redis;
  private readonly channel: string;
  private readonly logger: Logger;
  private readonly movesListeners = new Set<MovesListener>();
  private readonly progressListeners = new Set<ProgressListener>();
  private readonly gapListeners = new Set<() => void>();
  private readonly whenReady = () => {
    for (const listener of this.gapListeners) listener();
  };
  private readonly whenMessage = (channel: string, message: string) => {
    if (channel === this.channel) this.tell(message);
  };

  /** @param options.subscriber a connection of its own; ioredis subscribes it again after a reconnect */
  constructor(options: { subscriber: Redis; keys: Keys; logger?: Logger }) {
    this.subscriber = options.subscriber;
    this.channel = options.keys.updates;
    this.logger = options.logger ?? silentLogger;
  }

  /** Resolves once no later move can be missed. */
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
  onMoves(listener: MovesListener): () => void {
    this.movesListeners.add(listener);
    return () => this.movesListeners.delete(listener);
  }

  /** Returns the function that ends the subscription. */
  onProgress(listener: ProgressListener): () => void {
    this.progressListeners.add(listener);
    return () => this.progressListeners.delete(listener);
  }

  /** Called when the connection was lost and is back: moves may have been missed, so state must be read anew. */
  onGap(listener: () => void): () => void {
    this.gapListeners.add(listener);
    return () => this.gapListeners.delete(listener);
  }

  private tell(message: string): void {
    try {
      const event = JSON.parse(message) as MovesMessage;
      const moves = event.moves.flatMap(({ from, to, ids }) =>
        ids.map((id) => ({ id, from: from || null, to: to || null })),
      );
      if (moves.length > 0) for (const listener of this.movesListeners) listener(moves, event.at);
      const { progress } = event;
      if (progress) for (const listener of this.progressListeners) listener(progress.id, progress.progress, event.at);
    } catch (error) {
      this.logger.warn('A message on the updates channel could not be used', { error: messageOf(error) });
    }
  }
}
