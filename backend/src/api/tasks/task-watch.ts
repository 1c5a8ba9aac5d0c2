import { Inject, Injectable } from '@nestjs/common';
import { isTerminal, type TaskRecord } from '@workstream/contracts';
import { QueueEvents, TaskStore, type Clock, type TaskMove } from '@workstream/engine';
import { CLOCK } from '../../shared/engine';
import { Drain } from '../http';

/** Waits for tasks to end, any number at once, on the one subscription of the process. */
@Injectable()
export class TaskWatch {
  private readonly waiting = new Map<string, Set<() => void>>();

  constructor(
    events: QueueEvents,
    private readonly store: TaskStore,
    private readonly drain: Drain,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    events.onMoves((moves) => this.tell(moves));
    events.onGap(() => this.tellAll());
    drain.onDrain(() => this.tellAll());
  }

  /** The task once it has ended, or as it is when the time is up, the caller has left or the process stops. */
  async untilEnded(id: string, waitMs: number, left: AbortSignal): Promise<TaskRecord | 'UNKNOWN' | 'DELETED'> {
    const done = new AbortController();
    const late = this.clock.delay(waitMs, AbortSignal.any([left, done.signal])).then(() => 'late' as const);
    let isKnown = false;
    try {
      for (;;) {
        // Listening begins before the look: a move in between is not missed.
        const moved = this.nextMove(id, done.signal);
        const task = await this.store.get(id);
        if (!task) return isKnown ? 'DELETED' : 'UNKNOWN';
        isKnown = true;
        if (isTerminal(task.state) || this.drain.isDraining) return task;
        if ((await Promise.race([moved, late])) === 'late') return (await this.store.get(id)) ?? 'DELETED';
      }
    } finally {
      done.abort();
    }
  }

  private nextMove(id: string, stop: AbortSignal): Promise<'moved'> {
    return new Promise((resolve) => {
      const listeners = this.waiting.get(id) ?? new Set();
      this.waiting.set(id, listeners);
      const listener = () => {
        listeners.delete(listener);
        if (listeners.size === 0 && this.waiting.get(id) === listeners) this.waiting.delete(id);
        stop.removeEventListener('abort', listener);
        resolve('moved');
      };
      listeners.add(listener);
      stop.addEventListener('abort', listener, { once: true });
    });
  }

  private tell(moves: readonly TaskMove[]): void {
    if (this.waiting.size === 0) return;
    for (const { id } of moves) for (const listener of this.waiting.get(id) ?? []) listener();
  }

  private tellAll(): void {
    for (const listeners of this.waiting.values()) for (const listener of [...listeners]) listener();
  }
}
