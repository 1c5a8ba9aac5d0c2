import type { TaskProgress, TaskState } from '@workstream/contracts';
import type { Redis } from 'ioredis';
import type { Keys } from '../keys';
import type { Logger } from '../logger';
import { Channel } from './channel';

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
  private readonly channel: Channel;
  private readonly movesListeners = new Set<MovesListener>();
  private readonly progressListeners = new Set<ProgressListener>();

  /** @param options.subscriber a connection that only subscribes; it may be shared with other channels */
  constructor({ subscriber, keys, logger }: { subscriber: Redis; keys: Keys; logger?: Logger }) {
    const read = (message: string) => {
      this.tell(JSON.parse(message) as MovesMessage);
    };
    this.channel = new Channel({ subscriber, name: keys.updates, read, logger });
  }

  /** Resolves once no later move can be missed. */
  start(): Promise<void> {
    return this.channel.start();
  }

  /** Tells nobody anything more. */
  stop(): void {
    this.channel.stop();
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
    return this.channel.onGap(listener);
  }

  private tell({ moves: kinds, progress, at }: MovesMessage): void {
    const moves = kinds.flatMap(({ from, to, ids }) => ids.map((id) => ({ id, from: from || null, to: to || null })));
    if (moves.length > 0) for (const listener of this.movesListeners) listener(moves, at);
    if (progress) for (const listener of this.progressListeners) listener(progress.id, progress.progress, at);
  }
}
