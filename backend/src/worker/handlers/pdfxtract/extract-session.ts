import { fork, type ChildProcess } from 'node:child_process';
import { dirname, extname, join } from 'node:path';
import type { ExtractMessage, ExtractOrder } from './extract-protocol';
import { MemoryWatch } from './memory-watch';
import type { PdfLimits } from './pdf-limits';

/** Why a reader process is no more. Only after `done` has it said all it had to say. */
export type SessionEnd = 'done' | 'time-limit' | 'memory-limit' | 'crash' | 'aborted';

const PROGRAM = join(__dirname, `extract-child${extname(__filename)}`);
const LIBRARY = join(dirname(dirname(require.resolve('unpdf'))), '*');
const MAX_STDERR_CHARS = 2_000;

interface SessionOptions {
  readonly bytes: Buffer;
  readonly order: ExtractOrder;
  readonly limits: PdfLimits;
  /** Kills the process at once. */
  readonly signal: AbortSignal;
  readonly onMessage: (message: ExtractMessage) => void;
}

/** One reader process for one document: started, fed, listened to, limited and always gone when `run` settles. */
export class ExtractSession {
  private end: SessionEnd | null = null;
  private stderr = '';
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: SessionOptions) {}

  /** The first characters that the process wrote to its standard error. */
  get lastWords(): string {
    return this.stderr.trim();
  }

  async run(): Promise<SessionEnd> {
    const { bytes, signal, limits } = this.options;
    if (signal.aborted) return 'aborted';
    const child = this.spawn();
    const kill = (end: SessionEnd) => this.kill(child, end);
    const abort = (): void => kill('aborted');
    const memory = new MemoryWatch(child.pid ?? 0, residentLimitMb(limits, bytes), () => kill('memory-limit'));
    signal.addEventListener('abort', abort, { once: true });
    memory.start();
    this.limitTime(child, limits.openTimeoutMs);
    child.on('message', (message) => this.receive(child, message as ExtractMessage));
    child.stderr?.setEncoding('latin1').on('data', (text: string) => this.hear(text));
    try {
      child.stdin?.on('error', () => undefined).end(bytes);
      return await this.ended(child);
    } finally {
      clearTimeout(this.timer);
      memory.stop();
      signal.removeEventListener('abort', abort);
    }
  }

  // Nothing of the worker is inherited: no environment, no files but the library, no network, no processes.
  private spawn(): ChildProcess {
    const { limits, order } = this.options;
    return fork(PROGRAM, [JSON.stringify(order)], {
      env: {},
      serialization: 'advanced',
      stdio: ['pipe', 'ignore', 'pipe', 'ipc'],
      execArgv: [
        `--max-old-space-size=${String(limits.maxHeapMb)}`,
        '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
        '--permission',
        `--allow-fs-read=${PROGRAM}`,
        `--allow-fs-read=${LIBRARY}`,
      ],
    });
  }

  private receive(child: ChildProcess, message: ExtractMessage): void {
    if (this.end !== null) return;
    this.limitTime(child, this.options.limits.pageTimeoutMs);
    if (message.kind === 'done') this.end = 'done';
    else this.options.onMessage(message);
  }

  private limitTime(child: ChildProcess, limitMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.kill(child, 'time-limit'), limitMs);
  }

  private kill(child: ChildProcess, end: SessionEnd): void {
    this.end ??= end;
    child.kill('SIGKILL');
  }

  private hear(text: string): void {
    this.stderr = (this.stderr + text).slice(0, MAX_STDERR_CHARS);
  }

  private ended(child: ChildProcess): Promise<SessionEnd> {
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (_code, exitSignal) => {
        // V8 aborts the process when its heap is full.
        resolve(this.end ?? (exitSignal === 'SIGABRT' || exitSignal === 'SIGTRAP' ? 'memory-limit' : 'crash'));
      });
    });
  }
}

function residentLimitMb(limits: PdfLimits, bytes: Buffer): number {
  return limits.maxResidentMb + (2 * bytes.length) / (1024 * 1024);
}
