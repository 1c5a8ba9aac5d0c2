import { TestBed } from '@angular/core/testing';
import { FakeStream, events } from '../../../testing/fake-stream';
import { LiveQueues, SAMPLE_EVERY_MS, SAMPLES_KEPT } from './live-queues';

describe('LiveQueues', () => {
  let server: FakeStream;
  let queues: LiveQueues;

  beforeEach(() => {
    jest.useFakeTimers();
    server = new FakeStream();
    TestBed.configureTestingModule({ providers: [server.provider] });
    queues = TestBed.inject(LiveQueues);
  });

  afterEach(() => {
    TestBed.resetTestingModule();
    jest.useRealTimers();
  });

  it('knows nothing before the first event, and then what it says', () => {
    expect([queues.hasArrived(), queues.counts(), queues.isEmpty()]).toEqual([false, null, false]);

    server.send(events.initial({ PENDING: 3, DLQ: 1 }));

    expect(queues.hasArrived()).toBe(true);
    expect(queues.counts()).toMatchObject({ PENDING: 3, DLQ: 1 });
    expect(queues.depths()).toEqual({ primary: 3, retry: 0, scheduled: 0, dlq: 1 });
  });

  it('keeps its picture through a heartbeat', () => {
    server.send(events.initial({ ACTIVE: 2 }));
    server.send(events.heartbeat());

    expect(queues.counts()).toMatchObject({ ACTIVE: 2 });
  });

  it('is empty when no state holds a task', () => {
    server.send(events.initial());
    expect(queues.isEmpty()).toBe(true);

    server.send(events.created('a', { PENDING: 1 }));
    expect(queues.isEmpty()).toBe(false);
  });

  it('turns moves into rates that die down after a minute', () => {
    server.send(events.created('a'));
    server.send(events.created('b'));
    server.send(events.moved('a', 'PENDING', 'ACTIVE'));
    jest.advanceTimersByTime(1_000);
    expect(queues.rates()).toMatchObject({ created: 2, claimed: 1, completed: 0 });

    jest.advanceTimersByTime(61_000);
    expect(queues.rates()).toMatchObject({ created: 0, claimed: 0 });
  });

  it('reads from the counts what a burst did not tell singly', () => {
    server.send(events.initial({ PENDING: 900 }));
    server.send(events.initial({ PENDING: 100, COMPLETED: 800 }));
    jest.advanceTimersByTime(1_000);

    expect(queues.rates()).toMatchObject({ created: 0, claimed: 800, completed: 800 });
  });

  it('makes no peak of what happened while nobody was connected', () => {
    server.send(events.initial());
    jest.advanceTimersByTime(30_000);
    server.send(events.initial({ COMPLETED: 5_000 }));
    jest.advanceTimersByTime(1_000);

    expect(queues.rates().completed).toBe(0);
  });

  it('notes the depths every two seconds and keeps three minutes of them', () => {
    server.send(events.initial({ PENDING: 1 }));
    jest.advanceTimersByTime(SAMPLE_EVERY_MS);
    server.send(events.created('a', { PENDING: 2 }));
    jest.advanceTimersByTime(SAMPLE_EVERY_MS);
    expect(queues.history().map((sample) => sample.primary)).toEqual([1, 2]);

    jest.advanceTimersByTime(SAMPLE_EVERY_MS * 200);
    expect(queues.history()).toHaveLength(SAMPLES_KEPT);
  });

  it('says how fresh it is', () => {
    server.send(events.initial());
    expect(queues.freshness().text).toBe('live');

    server.latest.break();
    expect(queues.freshness().text).toMatch(/^reconnecting in [12] s$/);
  });
});
