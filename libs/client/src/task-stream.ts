import { isTerminal, type HeartbeatEvent, type TaskEvent } from '@workstream/contracts';
import { EventSourceParserStream, type EventSourceMessage } from 'eventsource-parser/stream';
import { backoffMs, type SendOptions } from './retrying-fetch';
import { toError, WorkstreamError } from './workstream-error';

/** A change of the task's state, or how far it has come. */
export type TaskChange = Exclude<TaskEvent, HeartbeatEvent>;

/** Which stream, and who may end it. */
interface StreamRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/**
 * Reads the event stream of a task until the task has ended or was deleted. A stream that breaks off is taken up where it
 * was left, and nothing is told twice. Throws `WorkstreamError` when the server refuses or stays away.
 */
export async function* readTaskStream(request: StreamRequest, options: SendOptions): AsyncGenerator<TaskChange> {
  const reader = new TaskStream(request, options);
  let failures = 0;
  for (;;) {
    try {
      for await (const change of reader.connection()) {
        failures = 0;
        yield change;
      }
    } catch (error) {
      request.signal?.throwIfAborted();
      if (isFinal(error) || failures >= options.retry.maxRetries) throw asError(error);
    }
    if (reader.hasEnded()) return;
    await options.clock.delay(backoffMs(options.retry, failures++, options.clock), request.signal);
  }
}

class TaskStream {
  private isOver = false;
  private lastEventId: string | undefined;
  /** The latest message of each type: a stream taken up anew begins with what is known. */
  private readonly told = new Map<string, string>();

  constructor(
    private readonly request: StreamRequest,
    private readonly options: SendOptions,
  ) {}

  /** The task will not move again, or the server has no more to tell. */
  hasEnded(): boolean {
    return this.isOver;
  }

  async *connection(): AsyncGenerator<TaskChange> {
    const leave = new AbortController();
    try {
      const response = await this.open(leave.signal);
      if (response.body === null || response.status === 204) this.isOver = true;
      else yield* this.changes(response.body);
    } finally {
      leave.abort();
    }
  }

  private async open(left: AbortSignal): Promise<Response> {
    const { url, headers, signal } = this.request;
    const resume: Record<string, string> = this.lastEventId === undefined ? {} : { 'Last-Event-ID': this.lastEventId };
    const response = await this.options.fetch(url, {
      headers: { ...headers, ...resume, Accept: 'text/event-stream' },
      signal: signal ? AbortSignal.any([signal, left]) : left,
    });
    if (response.ok) return response;
    throw toError(response.status, await response.json().catch(() => null));
  }

  private async *changes(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<TaskChange> {
    const messages = body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream()).getReader();
    for (let next = await messages.read(); !next.done; next = await messages.read()) {
      const change = this.news(next.value);
      if (change) yield change;
      if (this.isOver) return;
    }
  }

  private news({ event, id, data }: EventSourceMessage): TaskChange | null {
    if (id !== undefined) this.lastEventId = id;
    if (event === 'shutdown') return null;
    const told = JSON.parse(data) as TaskEvent;
    if (told.type === 'heartbeat' || this.told.get(told.type) === data) return null;
    this.told.set(told.type, data);
    this.isOver = told.type === 'state' && (told.state === null || isTerminal(told.state));
    return told;
  }
}

const isFinal = (error: unknown): boolean =>
  error instanceof WorkstreamError && ![0, 429, 502, 503, 504].includes(error.status);

const asError = (error: unknown): WorkstreamError =>
  error instanceof WorkstreamError
    ? error
    : new WorkstreamError('The stream of the task broke off', 0, null, { cause: error });
