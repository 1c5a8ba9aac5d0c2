import { readFile } from 'node:fs/promises';

const EVERY_MS = 100;

/** Calls `onExceeded` once when a process holds more than `maxMb` of resident memory. Knows memory on Linux alone. */
export class MemoryWatch {
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(
    private readonly pid: number,
    private readonly maxMb: number,
    private readonly onExceeded: () => void,
  ) {}

  start(): void {
    if (process.platform === 'linux') this.schedule();
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  private schedule(): void {
    if (!this.isStopped) this.timer = setTimeout(() => void this.check(), EVERY_MS);
  }

  private async check(): Promise<void> {
    if ((await residentMb(this.pid)) <= this.maxMb) this.schedule();
    else if (!this.isStopped) this.onExceeded();
  }
}

/** Resident memory of a process in MB; 0 when it has ended. */
async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'latin1').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024;
}
