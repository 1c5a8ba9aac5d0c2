import { once } from 'node:events';
import { connect } from 'node:net';

/** @typedef {string | number | null | Error | Array<unknown>} Reply an error of the server is a value: the caller expects some of them */

/** One connection to a Redis server with nothing but Node: the launcher talks to Redis before any package is trusted to be there. */
export class RedisLink {
  #socket;
  #received = Buffer.alloc(0);
  /** @type {((reply: Reply | undefined) => void)[]} */
  #waiting = [];

  /** @param {import('node:net').Socket} socket */
  constructor(socket) {
    this.#socket = socket;
    socket.on('error', () => {});
    socket.on('data', (/** @type {Buffer} */ chunk) => this.#take(chunk));
    /** Settles when the connection is gone, for whatever reason. */
    this.closed = new Promise((resolve) => socket.once('close', resolve)).then(() => this.#abandon());
  }

  /** Answers null when nobody accepts connections at this port of the loopback interface. @param {number} port */
  static async open(port) {
    const socket = connect({ host: '127.0.0.1', port });
    try {
      await once(socket, 'connect', { signal: AbortSignal.timeout(2000) });
      return new RedisLink(socket);
    } catch {
      socket.on('error', () => {}).destroy();
      return null;
    }
  }

  /** Sends one command; undefined says that the connection ended before an answer came. @param {string[]} words */
  ask(...words) {
    const parts = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
    return new Promise((/** @type {(reply: Reply | undefined) => void} */ resolve) => {
      if (this.#socket.destroyed) return resolve(undefined);
      this.#waiting.push(resolve);
      this.#socket.write(`*${words.length}\r\n${parts.join('')}`);
    });
  }

  close() {
    this.#socket.destroy();
  }

  /** @param {Buffer} chunk */
  #take(chunk) {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (let parsed = parseReply(this.#received, 0); parsed; parsed = parseReply(this.#received, 0)) {
      this.#received = this.#received.subarray(parsed.end);
      this.#waiting.shift()?.(parsed.reply);
    }
  }

  #abandon() {
    for (const resolve of this.#waiting.splice(0)) resolve(undefined);
  }
}

/**
 * The reply of the Redis protocol (RESP2) that starts at `start`, or null while it has not arrived completely.
 * @param {Buffer} bytes
 * @param {number} start
 * @returns {{ reply: Reply, end: number } | null}
 */
function parseReply(bytes, start) {
  const lineEnd = bytes.indexOf('\r\n', start);
  if (lineEnd < 0) return null;
  const text = bytes.toString('utf8', start + 1, lineEnd);
  const end = lineEnd + 2;
  switch (String.fromCharCode(bytes[start] ?? 0)) {
    case ':':
      return { reply: Number(text), end };
    case '-':
      return { reply: new Error(text), end };
    case '$':
      return parseBulk(bytes, Number(text), end);
    case '*':
      return parseArray(bytes, Number(text), end);
    default:
      return { reply: text, end };
  }
}

/** @param {Buffer} bytes @param {number} length @param {number} start */
function parseBulk(bytes, length, start) {
  if (length < 0) return { reply: null, end: start };
  const end = start + length;
  return bytes.length < end + 2 ? null : { reply: bytes.toString('utf8', start, end), end: end + 2 };
}

/** @param {Buffer} bytes @param {number} count @param {number} start */
function parseArray(bytes, count, start) {
  /** @type {Reply[]} */
  const reply = [];
  let end = start;
  while (reply.length < count) {
    const item = parseReply(bytes, end);
    if (!item) return null;
    reply.push(item.reply);
    end = item.end;
  }
  return { reply, end };
}
