import { EventSourceMessage, createParser } from 'eventsource-parser';

/**
 * Reads server-sent events with fetch, which unlike EventSource can carry headers and leaves reconnecting to its user.
 * Calls `onerror` once, when the stream ends or breaks by itself.
 */
export class FetchEvents {
  onmessage: ((message: MessageEvent<string>) => void) | null = null;
  onerror: (() => void) | null = null;

  private readonly closing = new AbortController();

  constructor(url: string, lastEventId: string) {
    void this.follow(url, lastEventId);
  }

  close(): void {
    this.closing.abort();
  }

  private async follow(url: string, lastEventId: string): Promise<void> {
    await this.read(url, lastEventId).catch(() => undefined);
    if (!this.closing.signal.aborted) this.onerror?.();
  }

  private async read(url: string, lastEventId: string): Promise<void> {
    const headers = new Headers({ Accept: 'text/event-stream' });
    if (lastEventId !== '') headers.set('Last-Event-ID', lastEventId);
    const response = await fetch(url, { headers, cache: 'no-store', signal: this.closing.signal });
    if (!response.ok || !response.body) return;
    const parser = createParser({ onEvent: (message) => this.pass(message) });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) parser.feed(part.value);
  }

  // A named event is for the connection, not for its user: the server says `shutdown` before it ends a stream.
  private pass({ event, data, id }: EventSourceMessage): void {
    if (event !== undefined || this.closing.signal.aborted) return;
    this.onmessage?.(new MessageEvent('message', { data, lastEventId: id ?? '' }));
  }
}
