import { TestBed } from '@angular/core/testing';
import { QueueEvent } from '@workstream/contracts';
import { FakeStream, events } from '../../../testing/fake-stream';
import { CLOCK } from './clock';
import { EventStream, HIDDEN_GRACE_MS, SILENCE_MS } from './event-stream';

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

  it('leaves nothing open when it ends', () => {
    TestBed.resetTestingModule();

    expect(server.latest.isOpen).toBe(false);
    expect(jest.getTimerCount()).toBe(0);
  });
});
