import { Provider } from '@angular/core';
import { QueueEvent, StateCounts, TaskState } from '@workstream/contracts';
import { EventConnection, OPEN_EVENTS } from '../src/app/api/event-source';

const AT = '2026-03-01T12:00:00.000Z';

/** One connection that the console opened, seen from the server's side. */
export class FakeConnection implements EventConnection {
  onmessage: ((message: MessageEvent<string>) => void) | null = null;
  onerror: (() => void) | null = null;
  isOpen = true;

  constructor(
    readonly url: string,
    readonly lastEventId = '',
  ) {}

  close(): void {
    this.isOpen = false;
  }

  /** Sends one event, as the server would. */
  send(event: QueueEvent): void {
    this.onmessage?.(new MessageEvent('message', { data: JSON.stringify(event) }));
  }

  /** Breaks the connection. */
  break(): void {
    this.onerror?.();
  }
}

/** The server's end of the event stream: remembers every connection, oldest first. */
export class FakeStream {
  readonly connections: FakeConnection[] = [];

  readonly provider: Provider = {
    provide: OPEN_EVENTS,
    useValue: (url: string, lastEventId: string) => {
      const connection = new FakeConnection(url, lastEventId);
      this.connections.push(connection);
      return connection;
    },
  };

  /** The connection that was opened last. */
  get latest(): FakeConnection {
    const connection = this.connections.at(-1);
    if (!connection) throw new Error('The console has opened no connection');
    return connection;
  }

  send(event: QueueEvent): void {
    this.latest.send(event);
  }
}

const EMPTY_COUNTS: StateCounts = {
  PENDING: 0,
  ACTIVE: 0,
  COMPLETED: 0,
  FAILED: 0,
  SCHEDULED: 0,
  DLQ: 0,
  CANCELLED: 0,
};

const pictureOf = (counts: Partial<StateCounts>) => ({
  queue_depths: { primary: counts.PENDING ?? 0, retry: 0, scheduled: counts.SCHEDULED ?? 0, dlq: counts.DLQ ?? 0 },
  state_counts: { ...EMPTY_COUNTS, ...counts },
  timestamp: AT,
});

/** Events as the server writes them. */
export const events = {
  initial: (counts: Partial<StateCounts> = {}): QueueEvent => ({
    type: 'initial_status',
    retry_ratio: 0.3,
    paused: [],
    ...pictureOf(counts),
  }),
  created: (id: string, counts: Partial<StateCounts> = {}): QueueEvent => ({
    type: 'task_created',
    task_id: id,
    ...pictureOf(counts),
  }),
  moved: (id: string, from: TaskState, to: TaskState | null, counts: Partial<StateCounts> = {}): QueueEvent => ({
    type: 'task_state_changed',
    task_id: id,
    old_state: from,
    new_state: to,
    ...pictureOf(counts),
  }),
  heartbeat: (): QueueEvent => ({ type: 'heartbeat', timestamp: AT }),
};
