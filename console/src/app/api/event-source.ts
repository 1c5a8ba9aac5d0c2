import { InjectionToken } from '@angular/core';

/** The part of the browser's EventSource that the console uses. */
export interface EventConnection {
  onmessage: ((message: MessageEvent<string>) => void) | null;
  onerror: (() => void) | null;
  close(): void;
}

/** Opens a server-sent event stream; a token so that specs can stand in for the server. */
export const OPEN_EVENTS = new InjectionToken<(url: string) => EventConnection>('OPEN_EVENTS', {
  providedIn: 'root',
  factory: () => (url) => new EventSource(url) as EventConnection,
});
