import type { TaskProgress } from '@workstream/contracts';
import { silentLogger, type TaskContext } from '@workstream/engine';

/** One attempt of a task without an engine around it; further attempts share its checkpoints. */
export class Attempt {
  /** What was kept, by name; as JSON, as the engine keeps it. */
  readonly kept = new Map<string, string>();
  readonly progress: TaskProgress[] = [];
  readonly abort = new AbortController();
  private count = 0;

  constructor(
    private readonly task: Partial<Pick<TaskContext, 'type' | 'content' | 'metadata'>> & {
      readonly file?: Buffer | null;
    },
  ) {}

  /** The context of the next attempt. */
  next(): TaskContext {
    this.count += 1;
    const { type = 'summarize', content = null, metadata = {}, file = null } = this.task;
    return {
      id: '5c1f8f0e-6f0c-4d0e-9a44-9a7f0f6f4a11',
      type,
      attempt: this.count,
      content,
      metadata,
      labels: {},
      signal: this.abort.signal,
      log: silentLogger,
      attachment: () => Promise.resolve(file),
      checkpoint: (name) => Promise.resolve(JSON.parse(this.kept.get(name) ?? 'null')),
      saveCheckpoint: (name, value) => Promise.resolve(void this.kept.set(name, JSON.stringify(value))),
      assertOwned: () => Promise.resolve(),
      progress: (progress) => void this.progress.push(progress),
    };
  }
}
