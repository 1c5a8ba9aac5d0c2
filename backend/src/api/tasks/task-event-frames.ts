import type { TaskEvent, TaskRecord } from '@workstream/contracts';

/** An event and when Redis made it; the time is its id. */
export interface TimedEvent {
  readonly event: TaskEvent;
  readonly atMs: number;
}

/** Serialises events as messages of a stream. */
export const framesOf = (events: readonly TimedEvent[]): Buffer =>
  Buffer.from(events.map(({ event, atMs }) => `id: ${String(atMs)}\ndata: ${JSON.stringify(event)}\n\n`).join(''));

/** What a reader must be told of a task first: the states since it last saw one, the present one in any case, the progress. */
export function replay(task: TaskRecord, seenMs: number | null): TimedEvent[] {
  const { task_id, progress, state_history: history } = task;
  const updatedMs = Date.parse(task.updated_at);
  const missed = history.filter(({ at }, i) => i < history.length - 1 && seenMs !== null && Date.parse(at) > seenMs);
  const states = [...missed, { state: task.state, at: task.updated_at }].map(({ state, at }): TimedEvent => ({
    event: { type: 'state', task_id, state, timestamp: at },
    atMs: Date.parse(at),
  }));
  if (progress === null) return states;
  const event = { type: 'progress', task_id, progress, timestamp: task.updated_at } as const;
  return [...states, { event, atMs: updatedMs }];
}
