import type { TaskProgress } from '@workstream/contracts';
import type { LogFields } from '../logger';

/** Time between two notes of one attempt; those that come sooner replace each other. */
const REST_MS = 250;

/** Sends the latest progress of one attempt, at most four times a second, and never fails the attempt. */
export class ProgressNotes {
  private latest: TaskProgress | null = null;
  private isSending = false;

  constructor(
    private readonly options: {
      readonly send: (progress: TaskProgress) => Promise<void>;
      readonly rest: (ms: number) => Promise<void>;
      readonly warn: (message: string, fields: LogFields) => void;
    },
  ) {}

  note(progress: TaskProgress): void {
    this.latest = progress;
    if (!this.isSending) void this.sendLatest();
  }

  private async sendLatest(): Promise<void> {
    this.isSending = true;
    while (this.latest) {
      const progress = this.latest;
      this.latest = null;
      await this.options.send(progress).catch((error: unknown) => {
        this.options.warn('The progress of a task could not be noted', { error: String(error) });
      });
      await this.options.rest(REST_MS);
    }
    this.isSending = false;
  }
}
