/** One request that the emulator met. Times are milliseconds since 1970. */
export interface LoggedRequest {
  readonly at_ms: number;
  readonly method: string;
  readonly path: string;
  readonly model: string | null;
  /** The task that the client named in `metadata.task_id`. */
  readonly task_id: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** The status that was answered; null while none was. */
  status: number | null;
  fault: string | null;
  cost_usd: number;
  /** When the answer ended, or the connection did; null before that. */
  ended_at_ms: number | null;
  /** True when the client left before the answer was complete. */
  was_left: boolean;
}

const MOST = 10_000;

/** The latest requests, oldest first. */
export class RequestLog {
  private readonly requests: LoggedRequest[] = [];

  add(request: LoggedRequest): LoggedRequest {
    this.requests.push(request);
    if (this.requests.length > MOST) this.requests.shift();
    return request;
  }

  /** Those of one path, or all. */
  all(path?: string): readonly LoggedRequest[] {
    return this.requests.filter((request) => path === undefined || request.path === path);
  }
}
