import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TaskRecord, TaskReceipt, WorkerFleet } from '@workstream/contracts';
import { routes } from '@workstream/contracts';
import { freePort, RedisServer, until } from '@workstream/testing';

const built = join(__dirname, '../../../dist/server/backend/src');

/** The real processes, as built: a redis-server, one API and any number of workers. */
export class Fleet {
  readonly workers: ChildProcess[] = [];
  private api: ChildProcess | null = null;
  private readonly output: string[] = [];

  private constructor(
    readonly redis: RedisServer,
    private readonly port: number,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  /** Resolves when the API is ready and `workers` workers beat. */
  static async start(options: { workers: number; environment?: Readonly<Record<string, string>> }): Promise<Fleet> {
    if (!existsSync(built)) throw new Error('The server is not built; run the specs with npm test');
    const fleet = new Fleet(await RedisServer.start(), await freePort(), options.environment ?? {});
    const started = fleet.startApi();
    for (let i = 0; i < options.workers; i++) fleet.startWorker();
    await started;
    await fleet.beating(options.workers);
    return fleet;
  }

  /** Starts the API, always on the same port; resolves when it is ready. */
  async startApi(): Promise<void> {
    this.api = this.spawn('api');
    const isReady = async () => (await fetch(this.url('/ready')).catch(() => null))?.ok;
    await until('the API is ready', isReady, 30_000).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${this.log}`);
    });
  }

  async stopApi(): Promise<void> {
    if (this.api) await end(this.api, 'SIGTERM');
    this.api = null;
  }

  url(path: string): string {
    return `http://127.0.0.1:${String(this.port)}${path}`;
  }

  /** All that the processes wrote, for the message of a failed spec. */
  get log(): string {
    return this.output.join('');
  }

  startWorker(): ChildProcess {
    const worker = this.spawn('worker');
    this.workers.push(worker);
    return worker;
  }

  /** Resolves when `count` workers hold a lease. */
  async beating(count: number): Promise<void> {
    await until(
      `${String(count)} workers beat`,
      async () => (await this.get<WorkerFleet>(routes.workers)).healthy_workers === count,
    );
  }

  async get<T>(path: string): Promise<T> {
    const response = await fetch(this.url(path));
    if (!response.ok) throw new Error(`GET ${path}: ${String(response.status)} ${await response.text()}`);
    return (await response.json()) as T;
  }

  async submitText(content: string): Promise<string> {
    const response = await fetch(this.url(routes.createSummarize), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ content }),
    });
    return receiptId(response);
  }

  async submitPdf(bytes: Uint8Array, filename: string, issueDate: string): Promise<string> {
    const form = new FormData();
    form.set('file', new Blob([Buffer.from(bytes)], { type: 'application/pdf' }), filename);
    form.set('issue_date', issueDate);
    return receiptId(await fetch(this.url(routes.createPdfxtract), { method: 'POST', body: form }));
  }

  /** The task, once it has ended one way or the other. */
  finished(id: string): Promise<TaskRecord> {
    return until(`task ${id} has ended`, async () => {
      const task = await this.get<TaskRecord>(routes.task(id));
      return task.state === 'COMPLETED' || task.state === 'DLQ' ? task : null;
    });
  }

  async stop(): Promise<void> {
    const processes = [...this.workers, ...(this.api ? [this.api] : [])];
    await Promise.all(processes.map((process) => end(process, 'SIGTERM')));
    await this.redis.stop();
  }

  private spawn(kind: 'api' | 'worker'): ChildProcess {
    const child = spawn(process.execPath, [join(built, kind, 'main.js')], {
      env: {
        PATH: process.env['PATH'],
        REDIS_URL: this.redis.url,
        HOST: '127.0.0.1',
        PORT: String(this.port),
        HEARTBEAT_TTL_MS: '1000',
        REAP_EVERY_MS: '200',
        ...this.environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (text: Buffer) => this.output.push(`[${kind} ${String(child.pid)}] ${text.toString()}`));
    }
    return child;
  }
}

/** Sends `signal` and waits for the process to be gone. */
export async function end(process: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const exited = once(process, 'exit');
  process.kill(signal);
  await exited;
}

async function receiptId(response: Response): Promise<string> {
  if (response.status !== 201) throw new Error(`Refused: ${String(response.status)} ${await response.text()}`);
  return ((await response.json()) as TaskReceipt).task_id;
}
