import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { isTerminal, type TaskEvent, type TaskRecord, type TaskState } from '@workstream/contracts';
import { Loop, QueueEvents, TaskStore, type Clock } from '@workstream/engine';
import type { Response } from 'express';
import { APP_CONFIG, type AppConfig } from '../../shared/config';
import { CLOCK } from '../../shared/engine';
import { SseHub, type SseClient } from '../http';
import { framesOf, replay } from './task-event-frames';
import { taskId, unknownTask } from './task-id';

interface Watcher {
  readonly client: SseClient;
  /** Events that came while the task was being read; null once it was. */
  early: Noted[] | null;
}

interface Noted {
  readonly event: TaskEvent;
  readonly atMs: number;
}

/** The event streams of single tasks, all on the one subscription of the process. */
@Injectable()
export class TaskFeed implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly watchers = new Map<string, Set<Watcher>>();
  private readonly heartbeat: Loop;

  constructor(
    private readonly events: QueueEvents,
    private readonly store: TaskStore,
    private readonly hub: SseHub,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(APP_CONFIG) config: AppConfig,
  ) {
    const everyMs = config.http.sseHeartbeatMs;
    this.heartbeat = new Loop('task-sse-heartbeat', () => this.beat(), { everyMs, jitter: 0, clock });
  }

  onApplicationBootstrap(): void {
    this.events.onMoves((moves, atMs) => {
      if (this.watchers.size > 0) for (const { id, to } of moves) this.tellState(id, to, atMs);
    });
    this.events.onProgress((id, progress, atMs) => {
      this.tell(id, { event: { type: 'progress', task_id: id, progress, timestamp: isoOf(atMs) }, atMs });
    });
    this.events.onGap(() => this.resync());
    this.heartbeat.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.heartbeat.stop();
  }

  /**
   * Streams what happens to a task until it has ended or either side leaves. Of a stream that broke off, `lastEventId` says
   * what was seen. Throws 404, with nothing sent, when there is no such task.
   */
  async stream(id: string, lastEventId: string | undefined, response: Response): Promise<void> {
    const known = taskId(id);
    const client = this.hub.admit(response, () => response.destroy());
    const watcher: Watcher = { client, early: [] };
    this.add(known, watcher);
    response.once('close', () => this.remove(known, watcher));
    const task = await this.store.get(known).catch((error: unknown) => {
      this.remove(known, watcher);
      throw error;
    });
    if (!task) this.remove(known, watcher);
    if (!task) throw unknownTask(id);
    const seenMs = lastEventId !== undefined && /^\d{1,15}$/.test(lastEventId) ? Number(lastEventId) : null;
    if (hasNothingNew(task, seenMs)) response.status(204).end();
    else this.begin(known, watcher, task, seenMs);
  }

  private begin(id: string, watcher: Watcher, task: TaskRecord, seenMs: number | null): void {
    const readMs = Date.parse(task.updated_at);
    const early = (watcher.early ?? []).filter(({ atMs }) => atMs > readMs);
    watcher.early = null;
    watcher.client.join(framesOf(replay(task, seenMs)));
    if (isTerminal(task.state)) watcher.client.end('');
    for (const noted of early) this.send(id, watcher, noted);
  }

  private tellState(id: string, state: TaskState | null, atMs: number): void {
    this.tell(id, { event: { type: 'state', task_id: id, state, timestamp: isoOf(atMs) }, atMs });
  }

  private tell(id: string, noted: Noted): void {
    for (const watcher of this.watchers.get(id) ?? []) {
      if (watcher.early) watcher.early.push(noted);
      else this.send(id, watcher, noted);
    }
  }

  private send(id: string, watcher: Watcher, { event, atMs }: Noted): void {
    watcher.client.send(framesOf([{ event, atMs }]));
    if (event.type !== 'state' || (event.state !== null && !isTerminal(event.state))) return;
    this.remove(id, watcher);
    watcher.client.end('');
  }

  /** Messages may have been missed: whoever watches is told how its task stands. */
  private resync(): void {
    for (const id of this.watchers.keys()) {
      this.store.get(id).then(
        (task) => this.tellState(id, task?.state ?? null, task ? Date.parse(task.updated_at) : this.clock.now()),
        () => undefined,
      );
    }
  }

  private beat(): Promise<void> {
    const now = this.clock.now();
    const frames = Buffer.from(`data: ${JSON.stringify({ type: 'heartbeat', timestamp: isoOf(now) })}\n\n`);
    for (const watchers of this.watchers.values())
      for (const { client, early } of watchers) if (!early) client.send(frames);
    return Promise.resolve();
  }

  private add(id: string, watcher: Watcher): void {
    const watchers = this.watchers.get(id) ?? new Set();
    this.watchers.set(id, watchers.add(watcher));
  }

  private remove(id: string, watcher: Watcher): void {
    const watchers = this.watchers.get(id);
    watchers?.delete(watcher);
    if (watchers?.size === 0) this.watchers.delete(id);
  }
}

/** A browser that lost its stream to the end of the task would come back for ever; this answer tells it to stay away. */
const hasNothingNew = (task: TaskRecord, seenMs: number | null): boolean =>
  seenMs !== null && isTerminal(task.state) && Date.parse(task.updated_at) <= seenMs;

const isoOf = (ms: number): string => new Date(ms).toISOString();
