/** What one key has spent, in US dollars. */
export interface Spending {
  readonly total: number;
  readonly day: number;
  readonly week: number;
  readonly month: number;
}

const DAY_MS = 86_400_000;

/** One key with its credit, which really falls. Days, weeks and months are those of UTC; a week starts on Monday. */
export class Account {
  private readonly spentByDay = new Map<string, number>();

  constructor(
    readonly key: string,
    /** A management key sees the credits of all keys and may not chat. */
    readonly isManagement: boolean,
    private grantedUsd: number | null,
  ) {}

  /** US dollars granted so far; null is without a limit. */
  get limitUsd(): number | null {
    return this.grantedUsd;
  }

  /** US dollars left, below zero once the last answer cost more than there was; null is without a limit. */
  get remainingUsd(): number | null {
    return this.grantedUsd === null ? null : rounded(this.grantedUsd - this.spentSince(''));
  }

  get isExhausted(): boolean {
    return (this.remainingUsd ?? 1) <= 0;
  }

  charge(usd: number, nowMs: number): void {
    const day = dayOf(nowMs);
    this.spentByDay.set(day, (this.spentByDay.get(day) ?? 0) + usd);
  }

  topUp(usd: number): void {
    if (this.grantedUsd !== null) this.grantedUsd += usd;
  }

  spending(nowMs: number): Spending {
    const today = dayOf(nowMs);
    return {
      total: this.spentSince(''),
      day: this.spentSince(today),
      week: this.spentSince(mondayOf(nowMs)),
      month: this.spentSince(`${today.slice(0, 7)}-01`),
    };
  }

  private spentSince(day: string): number {
    return rounded([...this.spentByDay].reduce((sum, [on, usd]) => (on >= day ? sum + usd : sum), 0));
  }
}

const rounded = (usd: number): number => Math.round(usd * 1e9) / 1e9;

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const mondayOf = (ms: number): string => dayOf(ms - ((new Date(ms).getUTCDay() + 6) % 7) * DAY_MS);
