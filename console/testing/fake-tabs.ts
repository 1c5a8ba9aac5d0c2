import { Subject } from 'rxjs';
import { TabCircle, TabWord } from '../src/app/api/tab-circle';

/** The tabs of one browser: what one says all others hear a moment later, and the one that claimed first leads. */
export class FakeTabs {
  private readonly tabs: Subject<TabWord>[] = [];
  private readonly claims: (() => void)[] = [];

  /** Opens one more tab. */
  open(): TabCircle {
    const own = new Subject<TabWord>();
    this.tabs.push(own);
    return {
      words$: own,
      say: (word) => queueMicrotask(() => this.others(own).forEach((tab) => tab.next(word))),
      lead: (begin) => this.claim(begin),
    };
  }

  private others(own: Subject<TabWord>): Subject<TabWord>[] {
    return this.tabs.filter((tab) => tab !== own);
  }

  private claim(begin: () => void): () => void {
    this.claims.push(begin);
    if (this.claims.length === 1) begin();
    return () => this.withdraw(begin);
  }

  private withdraw(begin: () => void): void {
    const place = this.claims.indexOf(begin);
    if (place < 0) return;
    this.claims.splice(place, 1);
    if (place === 0) this.claims[0]?.();
  }
}
