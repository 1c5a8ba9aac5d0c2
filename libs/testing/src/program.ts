import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const loader = pathToFileURL(join(__dirname, 'typescript-loader.mjs')).href;

/** A TypeScript file of the project, run by a Node process of its own: one that can be frozen, or die at any moment. */
export class Program {
  private readonly written: Buffer[] = [];

  private constructor(private readonly process: ChildProcess) {
    for (const stream of [process.stdout, process.stderr])
      stream?.on('data', (text: Buffer) => this.written.push(text));
  }

  /** @param settings given to the program as JSON, its first argument */
  static start(file: string, settings: object): Program {
    const args = ['--import', loader, file, JSON.stringify(settings)];
    return new Program(spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] }));
  }

  get hasEnded(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  /** All that it wrote so far, also to its error stream. */
  get output(): string {
    return Buffer.concat(this.written).toString();
  }

  /** Sends a signal and waits for nothing, e.g. SIGSTOP to freeze it. */
  signal(signal: NodeJS.Signals): void {
    this.process.kill(signal);
  }

  /** Resolves when the process is gone. */
  async ended(): Promise<void> {
    if (!this.hasEnded) await once(this.process, 'exit');
  }

  /** Sends `signal` and resolves when the process is gone. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (!this.hasEnded) this.signal(signal);
    await this.ended();
  }
}
