import type { QueueEvent } from '@workstream/contracts';
import { EventSourceParserStream, type EventSourceMessage } from 'eventsource-parser/stream';

/** Reads an event stream as a browser would, one message at a time. */
export class EventReader {
  private readonly messages: ReadableStreamDefaultReader<EventSourceMessage>;

  private constructor(
    readonly response: Response,
    private readonly abort: AbortController,
  ) {
    this.messages = (response.body ?? new Response('').body!)
      .pipeThrough(new TextDecoderStream())
      .pipeThrough(new EventSourceParserStream())
      .getReader();
  }

  /** @param lastEventId the last message that an earlier reader has seen */
  static async open(
    url: string,
    lastEventId?: string,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<EventReader> {
    const abort = new AbortController();
    const all = { ...headers, ...(lastEventId !== undefined && { 'Last-Event-ID': lastEventId }) };
    return new EventReader(await fetch(url, { signal: abort.signal, headers: all }), abort);
  }

  /** The next message, or null when the server has ended the stream. */
  async message(): Promise<EventSourceMessage | null> {
    const { value } = await this.messages.read();
    return value ?? null;
  }

  /** The next event that is no heartbeat. */
  async event(): Promise<QueueEvent> {
    for (;;) {
      const message = await this.message();
      if (!message) throw new Error('The stream has ended');
      const event = JSON.parse(message.data) as QueueEvent;
      if (event.type !== 'heartbeat') return event;
    }
  }

  close(): void {
    this.abort.abort();
  }
}
