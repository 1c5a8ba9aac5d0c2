import { Injectable, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import {
  InitialStatusEvent,
  QueueEvent,
  StateCounts,
  TaskStateChangedEvent,
  TaskSummary,
  isTerminal,
} from '@workstream/contracts';
import { EMPTY, Subject, bufferTime, catchError, filter, mergeMap } from 'rxjs';
import { EventStream } from '../api/event-stream';
import { ANY_TASK, TaskQuery } from '../api/task-query';
import { TasksApi } from '../api/tasks-api';

const REFRESH_EVERY_MS = 1_000;
const REFRESHES_AT_ONCE = 2;

/** Beyond this nobody wants the exact number, and an open page must not grow for ever. */
const NEWCOMERS_COUNTED = 500;

/** One row of a list that follows its task. */
export interface LiveTask {
  readonly task: TaskSummary;
  /** Grows with every change that arrived after the list was loaded. */
  readonly changes: number;
  readonly isDeleted: boolean;
}

/**
 * Keeps the rows of a list true while nothing moves under the reader's hand: known rows change in place, tasks that would
 * join the list are only counted. Provided by the page that shows the list.
 */
@Injectable()
export class LiveTasks {
  private readonly api = inject(TasksApi);
  private readonly current = signal<readonly LiveTask[]>([]);
  private readonly newcomers = signal<ReadonlySet<string>>(new Set());
  private readonly stale = new Subject<string>();
  private query: TaskQuery = ANY_TASK;

  private readonly unseen = signal(false);
  private total: number | null = null;

  readonly rows = this.current.asReadonly();

  /** Ids of tasks that a reload would show first; for a list of one type they may be of another. */
  readonly waiting = this.newcomers.asReadonly();

  /** True when there are more tasks than `waiting` knows: too many came at once to be told singly. */
  readonly hasUnseen = this.unseen.asReadonly();

  constructor() {
    inject(EventStream)
      .events$.pipe(takeUntilDestroyed())
      .subscribe((event) => this.apply(event));
    this.stale
      .pipe(
        bufferTime(REFRESH_EVERY_MS),
        mergeMap((ids) => new Set(ids)),
        mergeMap((id) => this.api.getSummary(id).pipe(catchError(() => EMPTY)), REFRESHES_AT_ONCE),
        filter((task) => task !== null),
        takeUntilDestroyed(),
      )
      .subscribe((task) => this.patch(task.task_id, (row) => ({ ...row, task })));
  }

  /** Takes a freshly loaded page in place of the rows shown so far. */
  show(tasks: readonly TaskSummary[], query: TaskQuery): void {
    this.query = query;
    this.newcomers.set(new Set());
    this.unseen.set(false);
    this.current.set(tasks.map((task) => ({ task, changes: 0, isDeleted: false })));
  }

  private apply(event: QueueEvent): void {
    if (event.type === 'initial_status') this.catchUp(event);
    if (event.type === 'task_created') this.noteNewcomer(event.task_id, 'PENDING');
    if (event.type === 'task_state_changed') this.applyMove(event);
    if (event.type !== 'heartbeat') this.total = totalOf(event.state_counts);
  }

  // Single moves were missed: every row that could have moved is looked at again.
  private catchUp(event: InitialStatusEvent): void {
    if (this.total !== null && totalOf(event.state_counts) > this.total) this.unseen.set(true);
    const unfinished = this.current().filter((row) => !row.isDeleted && !isTerminal(row.task.state));
    for (const row of unfinished) this.stale.next(row.task.task_id);
  }

  private applyMove(event: TaskStateChangedEvent): void {
    if (!this.isShown(event.task_id)) {
      if (this.query.state && event.new_state) this.noteNewcomer(event.task_id, event.new_state);
      return;
    }
    this.patch(event.task_id, (row) => moved(row, event));
    if (event.new_state) this.stale.next(event.task_id);
  }

  private noteNewcomer(id: string, state: string): void {
    const fits = (!this.query.state || this.query.state === state) && id.startsWith(this.query.idPrefix ?? '');
    if (!fits || this.isShown(id)) return;
    if (this.newcomers().size >= NEWCOMERS_COUNTED) this.unseen.set(true);
    else this.newcomers.update((ids) => new Set(ids).add(id));
  }

  private isShown(id: string): boolean {
    return this.current().some((row) => row.task.task_id === id);
  }

  private patch(id: string, change: (row: LiveTask) => LiveTask): void {
    this.current.update((rows) => rows.map((row) => (row.task.task_id === id ? change(row) : row)));
  }
}

const totalOf = (counts: StateCounts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

function moved(row: LiveTask, event: TaskStateChangedEvent): LiveTask {
  if (event.new_state === null) return { ...row, isDeleted: true, changes: row.changes + 1 };
  const task = { ...row.task, state: event.new_state, updated_at: event.timestamp };
  return { task, isDeleted: false, changes: row.changes + 1 };
}
