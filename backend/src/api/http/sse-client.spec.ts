import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { Response } from 'express';
import { SseClient, type SseLimits } from './sse-client';

const FRAMES = Buffer.alloc(256 * 1024, 'x');

describe('SseClient', () => {
  let server: Server;
  let socket: Socket;
  beforeEach(async () => {
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    socket.destroy();
    server.closeAllConnections();
    server.close();
  });

  /** A client whose reader has not read anything yet. */
  async function open(limits: SseLimits, onCaughtUp: (client: SseClient) => void) {
    socket = connect((server.address() as AddressInfo).port, '127.0.0.1').pause();
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const [, plain] = (await once(server, 'request')) as [unknown, ServerResponse];
    const response = withStatusAndSet(plain);
    const client = new SseClient(response, limits, onCaughtUp);
    client.join(Buffer.from('data: first\n\n'));
    return { client, response };
  }

  it('queues no more for a reader that lags than the limit and one message, and drops it when it does not catch up', async () => {
    const limits = { maxUnreadBytes: 1024 * 1024, maxStallMs: 50 };
    // The system's own buffers take some megabytes: to the client it looks as if someone had read them.
    const { client, response } = await open(limits, (client) => client.join(FRAMES));
    let mostQueued = 0;
    while (!response.destroyed) {
      client.send(FRAMES);
      mostQueued = Math.max(mostQueued, response.writableLength);
      await setImmediate();
    }
    expect(mostQueued).toBeLessThan(limits.maxUnreadBytes + FRAMES.length + 1024);
  });

  it('keeps a reader that catches up, and says so, for it has missed events', async () => {
    const limits = { maxUnreadBytes: 1024 * 1024, maxStallMs: 60_000 };
    let whenCaughtUp = (client: SseClient) => client.join(FRAMES);
    const { client } = await open(limits, (client) => whenCaughtUp(client));
    for (let i = 0; i < 300; i++) {
      client.send(FRAMES);
      await setImmediate();
    }
    const caughtUp = Promise.withResolvers<SseClient>();
    whenCaughtUp = caughtUp.resolve;
    const tail = tailOf(socket.resume(), 'data: whole state');
    expect(await caughtUp.promise).toBe(client);
    client.send(Buffer.from('data: too early\n\n'));
    client.join(Buffer.from('data: whole state\n\n'));
    expect(await tail).not.toContain('too early');
  });
});

/** The last thousand characters that arrive, up to and with `end`. */
async function tailOf(socket: Socket, end: string): Promise<string> {
  let tail = '';
  for await (const bytes of socket) {
    tail = (tail + String(bytes)).slice(-1_000);
    if (tail.includes(end)) return tail;
  }
  throw new Error('The stream ended');
}

/** The two helpers of an Express response that a stream uses. */
function withStatusAndSet(response: ServerResponse): Response {
  return Object.assign(response, {
    status: () => response,
    set: (headers: Record<string, string>) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      return response;
    },
  }) as unknown as Response;
}
