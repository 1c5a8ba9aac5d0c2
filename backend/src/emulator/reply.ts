import type { ServerResponse } from 'node:http';
import type { ErrorReply } from './errors';

/** Sends a whole answer. A body that is a string goes out as it is, anything else as JSON. */
export function sendReply(response: ServerResponse, { status, headers, body }: ErrorReply): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
