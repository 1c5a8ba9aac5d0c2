import { InjectionToken } from '@angular/core';
import { InitialStatusEvent, QueueEvent } from '@workstream/contracts';
import { NEVER, Observable } from 'rxjs';
import { StreamLink } from './stream-link';

const CHANNEL = 'workstream.events';

/** What the tabs of one browser tell each other. */
export type TabWord =
  /** A tab has come and knows nothing yet. */
  | { readonly kind: 'HELLO'; readonly from: string }
  /** The leader's answer to it. */
  | {
      readonly kind: 'WELCOME';
      readonly to: string;
      readonly link: StreamLink;
      readonly picture: InitialStatusEvent | null;
    }
  | { readonly kind: 'EVENT'; readonly event: QueueEvent }
  | { readonly kind: 'LINK'; readonly link: StreamLink };

/** The open tabs of this console. One of them leads; when it goes, another does. */
export interface TabCircle {
  /** What the other tabs say. */
  readonly words$: Observable<TabWord>;
  say(word: TabWord): void;
  /** Calls `begin` when it is this tab's turn to lead. What it returns gives the lead back, or the claim to it. */
  lead(begin: () => void): () => void;
}

/** Where a browser cannot share, every tab leads a circle of its own. Browsers share on https and on the own machine only. */
export const TAB_CIRCLE = new InjectionToken<TabCircle>('TAB_CIRCLE', {
  providedIn: 'root',
  factory: () => ('locks' in navigator && typeof BroadcastChannel === 'function' ? sharedCircle() : ownCircle()),
});

const ownCircle = (): TabCircle => ({
  words$: NEVER,
  say: () => undefined,
  lead: (begin) => {
    begin();
    return () => undefined;
  },
});

function sharedCircle(): TabCircle {
  const channel = new BroadcastChannel(CHANNEL);
  return {
    words$: new Observable((subscriber) => {
      const hear = (message: MessageEvent<TabWord>) => subscriber.next(message.data);
      channel.addEventListener('message', hear);
      return () => channel.removeEventListener('message', hear);
    }),
    say: (word) => channel.postMessage(word),
    lead: (begin) => holdLock(begin),
  };
}

/** The browser gives the lock to the next tab when this one lets it go, is closed or crashes. */
function holdLock(begin: () => void): () => void {
  const claim = new AbortController();
  const hold = () =>
    new Promise<void>((letGo) => {
      claim.signal.addEventListener('abort', () => letGo());
      if (claim.signal.aborted) letGo();
      else begin();
    });
  navigator.locks.request(CHANNEL, { signal: claim.signal }, hold).catch(() => undefined);
  return () => claim.abort();
}
