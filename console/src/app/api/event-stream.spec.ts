import { EnvironmentInjector, createEnvironmentInjector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { QueueEvent } from '@workstream/contracts';
import { FakeStream, events } from '../../../testing/fake-stream';
import { FakeTabs } from '../../../testing/fake-tabs';
import { CLOCK } from './clock';
import { SILENCE_MS } from './event-line';
import { EventStream, HIDDEN_GRACE_MS } from './event-stream';
import { TAB_CIRCLE } from './tab-circle';

describe('EventStream', () => {
  let server: FakeStream;
  let stream: EventStream;
  let seen: QueueEvent[];
  let isHidden: boolean;

  beforeEach(() => {
    jest.useFakeTimers();
    isHidden = false;
    jest.spyOn(document, 'hidden', 'get').mockImplementation(() => isHidden);
    server = new FakeStream();
    TestBed.configureTestingModule({
      providers: [server.provider, { provide: CLOCK, useValue: { now: () => Date.now(), random: () => 0 } }],
    });
    stream = TestBed.inject(EventStream);
    seen = [];
    stream.events$.subscribe((event) => seen.push(event));
  });

  afterEach(() => {
    TestBed.resetTestingModule();
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  const hide = (hidden: boolean) => {
    isHidden = hidden;
    document.dispatchEvent(new Event('visibilitychange'));
  };

  it('opens one connection and passes on what it hears', () => {
    server.send(events.initial({ PENDING: 2 }));
    server.send(events.heartbeat());

    expect(server.connections.map((connection) => connection.url)).toEqual(['/api/v1/queues/status/stream']);
    expect(seen).toEqual([events.initial({ PENDING: 2 }), events.heartbeat()]);
    expect(stream.link()).toEqual({ phase: 'LIVE', lastMessageAtMs: Date.now() });
  });

  it('waits a second after a break, says when it will come back, and comes back', () => {
    server.latest.break();

    expect(stream.link()).toEqual({ phase: 'WAITING', retryAtMs: Date.now() + 1_000 });
    jest.advanceTimersByTime(999);
    expect(server.connections).toHaveLength(1);
    jest.advanceTimersByTime(1);
    expect(server.connections.map((connection) => connection.isOpen)).toEqual([false, true]);
    expect(stream.link()).toEqual({ phase: 'CONNECTING' });
  });

  it('waits twice as long after every further break, at most 30 s', () => {
    const delays = Array.from({ length: 7 }, () => {
      server.latest.break();
      const link = stream.link();
      const delayMs = link.phase === 'WAITING' ? link.retryAtMs - Date.now() : 0;
      jest.advanceTimersByTime(delayMs);
      return delayMs;
    });

    expect(delays).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it('begins with a short wait again once something was heard', () => {
    server.latest.break();
    jest.advanceTimersByTime(1_000);
    server.latest.break();
    jest.advanceTimersByTime(2_000);
    server.send(events.initial());

    server.latest.break();

    expect(stream.link()).toEqual({ phase: 'WAITING', retryAtMs: Date.now() + 1_000 });
  });

  it('takes a silent connection for dead, and a heartbeat for a sign of life', () => {
    server.send(events.initial());
    jest.advanceTimersByTime(SILENCE_MS - 1);
    server.send(events.heartbeat());
    jest.advanceTimersByTime(SILENCE_MS - 1);
    expect(stream.link().phase).toBe('LIVE');

    jest.advanceTimersByTime(1);

    expect(stream.link().phase).toBe('WAITING');
    expect(server.latest.isOpen).toBe(false);
  });

  it('gives a connection up that never says a word', () => {
    jest.advanceTimersByTime(SILENCE_MS);

    expect(stream.link().phase).toBe('WAITING');
  });

  it('closes when nobody has looked for a minute, and opens on the first look', () => {
    hide(true);
    jest.advanceTimersByTime(HIDDEN_GRACE_MS / 2);
    server.send(events.heartbeat());
    jest.advanceTimersByTime(HIDDEN_GRACE_MS / 2 - 1);
    expect(server.latest.isOpen).toBe(true);
    jest.advanceTimersByTime(1);
    expect(server.latest.isOpen).toBe(false);
    expect(stream.link()).toEqual({ phase: 'PAUSED' });

    hide(false);

    expect(server.connections).toHaveLength(2);
    expect(stream.link()).toEqual({ phase: 'CONNECTING' });
  });

  it('stays connected through a short look elsewhere', () => {
    hide(true);
    jest.advanceTimersByTime(HIDDEN_GRACE_MS / 2);
    hide(false);
    server.send(events.heartbeat());
    jest.advanceTimersByTime(HIDDEN_GRACE_MS / 2);

    expect(server.connections).toHaveLength(1);
    expect(server.latest.isOpen).toBe(true);
  });

  it('does not wait for its timer when the network is back', () => {
    server.latest.break();

    window.dispatchEvent(new Event('online'));

    expect(server.connections).toHaveLength(2);
  });

  it('resumes after the last event that it heard', () => {
    server.latest.onmessage?.(
      new MessageEvent('message', { data: JSON.stringify(events.heartbeat()), lastEventId: '41' }),
    );
    server.latest.break();
    jest.advanceTimersByTime(1_000);

    expect(server.connections.map((connection) => connection.lastEventId)).toEqual(['', '41']);
  });

  it('is held by hand, also against the network coming back, until it is let go', () => {
    stream.hold(true);
    window.dispatchEvent(new Event('online'));
    expect(stream.link()).toEqual({ phase: 'PAUSED' });
    expect(server.connections.map((connection) => connection.isOpen)).toEqual([false]);

    stream.hold(false);
    expect(server.connections).toHaveLength(2);
  });

  it('leaves nothing open when it ends', () => {
    TestBed.resetTestingModule();

    expect(server.latest.isOpen).toBe(false);
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('EventStream in several tabs', () => {
  let server: FakeStream;
  let tabs: FakeTabs;
  let opened: number;

  beforeEach(() => {
    server = new FakeStream();
    tabs = new FakeTabs();
    opened = 0;
  });

  const openTab = () => {
    const name = (opened += 1);
    const injector = createEnvironmentInjector(
      [
        EventStream,
        server.provider,
        { provide: TAB_CIRCLE, useValue: tabs.open() },
        { provide: CLOCK, useValue: { now: () => 5_000, random: () => name } },
      ],
      TestBed.inject(EnvironmentInjector),
    );
    const stream = injector.get(EventStream);
    const seen: QueueEvent[] = [];
    stream.events$.subscribe((event) => seen.push(event));
    return { stream, seen, close: () => injector.destroy() };
  };

  /** Lets every tab hear what was said. */
  const heard = () => new Promise((resolve) => setTimeout(resolve));

  it('opens one connection for all, and every tab hears what comes', async () => {
    const [one, other] = [openTab(), openTab()];
    await heard();
    server.send(events.initial({ PENDING: 1 }));
    server.send(events.heartbeat());
    await heard();

    expect(server.connections).toHaveLength(1);
    expect(other.seen).toEqual(one.seen);
    expect(other.stream.link()).toEqual({ phase: 'LIVE', lastMessageAtMs: 5_000 });
  });

  it('tells a tab that comes late the whole state as it is by now, and no other tab again', async () => {
    const one = openTab();
    server.send(events.initial({ PENDING: 1 }));
    server.send(events.created('a', { PENDING: 2 }));
    await heard();
    const late = openTab();
    await heard();

    expect(late.seen).toEqual([events.initial({ PENDING: 2 })]);
    expect(late.stream.link().phase).toBe('LIVE');
    expect(one.seen).toHaveLength(2);
  });

  it('goes on in another tab when the leading one is closed', async () => {
    const [one, other] = [openTab(), openTab()];
    await heard();
    one.close();

    expect(server.connections.map((connection) => connection.isOpen)).toEqual([false, true]);
    server.send(events.initial());
    await heard();
    expect(other.seen).toEqual([events.initial()]);
  });

  it('tells every tab when it waits for the server', async () => {
    const [, other] = [openTab(), openTab()];
    await heard();
    server.latest.break();
    await heard();

    expect(other.stream.link().phase).toBe('WAITING');
  });

  it('leaves a tab alone that holds its updates, and catches it up afterwards', async () => {
    const [, other] = [openTab(), openTab()];
    await heard();
    other.stream.hold(true);
    server.send(events.initial({ PENDING: 3 }));
    await heard();
    expect([other.seen, other.stream.link().phase]).toEqual([[], 'PAUSED']);

    other.stream.hold(false);
    await heard();
    expect(other.seen).toEqual([events.initial({ PENDING: 3 })]);
  });
});
