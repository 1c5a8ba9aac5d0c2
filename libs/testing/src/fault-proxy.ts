import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** The moment at which a conversation is held. */
export type FaultMoment =
  /** The request has left the client and does not reach the server. */
  | 'request'
  /** The server has answered and the client does not read it. */
  | 'reply';

interface Trap {
  readonly text: string;
  readonly moment: FaultMoment;
  readonly spring: () => void;
}

/** One way of a connection; what is held is neither lost nor forwarded. */
class Way {
  private isHeld = false;
  private readonly kept: Buffer[] = [];

  constructor(private readonly to: Socket) {}

  carry(bytes: Buffer): void {
    if (this.isHeld) this.kept.push(bytes);
    else this.to.write(bytes);
  }

  hold(): void {
    this.isHeld = true;
  }

  release(): void {
    this.isHeld = false;
    for (const bytes of this.kept.splice(0)) this.to.write(bytes);
  }
}

/** A client's connection and its other half. */
class Link {
  readonly requests: Way;
  readonly replies: Way;
  /** Called when the server says something, once. */
  whenAnswered: (() => void) | null = null;

  constructor(
    private readonly client: Socket,
    private readonly server: Socket,
    private readonly whenClosed: () => void,
  ) {
    this.requests = new Way(server);
    this.replies = new Way(client);
    for (const socket of [client, server]) socket.on('error', () => undefined);
    server.on('data', (bytes: Buffer) => {
      this.replies.carry(bytes);
      this.whenAnswered?.();
      this.whenAnswered = null;
    });
    // The server still gets all that a client sent before it died, as from a kernel that outlives its processes.
    client.on('close', () => {
      server.end();
      this.whenClosed();
    });
    server.on('close', () => client.destroy());
  }

  cut(): void {
    this.client.destroy();
    this.server.destroy();
  }
}

/** Stands between clients and a server on the loopback and does what networks do: goes silent, breaks off, loses a reply. */
export class FaultProxy {
  private readonly links = new Set<Link>();
  private traps: Trap[] = [];
  private isFrozen = false;

  private constructor(
    private readonly server: Server,
    private readonly target: string | number,
  ) {}

  /** @param target the path of a unix socket, or a port of the loopback */
  static async start(target: string | number): Promise<FaultProxy> {
    const server = createServer();
    const proxy = new FaultProxy(server, target);
    server.on('connection', (client) => {
      proxy.join(client);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** From now on nothing passes, and nobody is told; connections stay open. */
  freeze(): void {
    this.isFrozen = true;
    for (const link of this.links) freeze(link);
  }

  /** Lets everything pass again, first what was held. */
  thaw(): void {
    this.isFrozen = false;
    for (const { requests, replies } of this.links) {
      requests.release();
      replies.release();
    }
  }

  /** Breaks off every connection; new ones are let through. */
  cut(): void {
    for (const link of this.links) link.cut();
  }

  /**
   * Holds the first connection on which a client sends `text`, and resolves when it is held: at `request` before the
   * server has seen it, at `reply` after the server has answered. `thaw` lets go.
   */
  caught(text: string, moment: FaultMoment): Promise<void> {
    return new Promise((resolve) => this.traps.push({ text, moment, spring: resolve }));
  }

  async stop(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
  }

  private join(client: Socket): void {
    const server = typeof this.target === 'string' ? connect(this.target) : connect(this.target, '127.0.0.1');
    const link = new Link(client, server, () => this.links.delete(link));
    this.links.add(link);
    if (this.isFrozen) freeze(link);
    client.on('data', (bytes: Buffer) => {
      this.spring(link, bytes);
      link.requests.carry(bytes);
    });
  }

  private spring(link: Link, bytes: Buffer): void {
    const trap = this.traps.find(({ text }) => bytes.includes(text));
    if (!trap) return;
    this.traps = this.traps.filter((other) => other !== trap);
    if (trap.moment === 'request') {
      link.requests.hold();
      trap.spring();
    } else {
      link.replies.hold();
      link.whenAnswered = trap.spring;
    }
  }
}

function freeze({ requests, replies }: Link): void {
  requests.hold();
  replies.hold();
}
