/** How many requests are let through in any stretch of time. */
export interface RequestLimit {
  readonly requests: number;
  readonly windowMs: number;
}

/** A hard limit: in no stretch of `windowMs`, wherever it begins, are more than `requests` let through. */
export class RequestWindow {
  private readonly takenAt: number[] = [];

  constructor(readonly limit: RequestLimit) {}

  /** Takes one request, or answers when the next one will be let through. */
  take(nowMs: number): { readonly isTaken: boolean; readonly resetMs: number } {
    while (this.takenAt[0] !== undefined && this.takenAt[0] <= nowMs - this.limit.windowMs) this.takenAt.shift();
    const isTaken = this.takenAt.length < this.limit.requests;
    if (isTaken) this.takenAt.push(nowMs);
    return { isTaken, resetMs: (this.takenAt[0] ?? nowMs) + this.limit.windowMs };
  }
}
