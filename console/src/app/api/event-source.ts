import { InjectionToken } from '@angular/core';
import { FetchEvents } from './fetch-events';

/** One open stream of server-sent events. */
export interface EventConnection {
  onmessage: ((message: MessageEvent<string>) => void) | null;
  onerror: (() => void) | null;
  close(): void;
}

/** Opens a stream from after the event with the given id, which may be empty; a token so that specs can stand in for the server. */
export const OPEN_EVENTS = new InjectionToken<(url: string, lastEventId: string) => EventConnection>('OPEN_EVENTS', {
  providedIn: 'root',
  factory: () => (url, lastEventId) => new FetchEvents(url, lastEventId),
});
