import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { FakeStream, events } from '../../../testing/fake-stream';
import { pageOf, taskSummary } from '../../../testing/task-builder';
import { ANY_TASK } from '../api/task-query';
import { LiveTasks } from './live-tasks';

describe('LiveTasks', () => {
  let server: FakeStream;
  let http: HttpTestingController;
  let live: LiveTasks;

  beforeEach(() => {
    jest.useFakeTimers();
    server = new FakeStream();
    TestBed.configureTestingModule({
      providers: [server.provider, provideHttpClient(), provideHttpClientTesting(), LiveTasks],
    });
    http = TestBed.inject(HttpTestingController);
    live = TestBed.inject(LiveTasks);
    live.show([taskSummary({ task_id: 'a' }), taskSummary({ task_id: 'b' })], ANY_TASK);
  });

  afterEach(() => {
    TestBed.resetTestingModule();
    jest.useRealTimers();
  });

  const states = () => live.rows().map((row) => `${row.task.task_id} ${row.task.state}`);

  it('changes a row where it stands', () => {
    server.send(events.moved('b', 'PENDING', 'ACTIVE'));

    expect(states()).toEqual(['a PENDING', 'b ACTIVE']);
    expect(live.rows().map((row) => row.changes)).toEqual([0, 1]);
  });

  it('asks once a second for what an event does not tell', () => {
    server.send(events.moved('b', 'PENDING', 'ACTIVE'));
    server.send(events.moved('b', 'ACTIVE', 'COMPLETED'));
    jest.advanceTimersByTime(1_000);

    const request = http.expectOne((candidate) => candidate.params.get('task_id') === 'b');
    request.flush(pageOf(taskSummary({ task_id: 'b', state: 'COMPLETED', worker_id: 'w-1', attempt: 1 })));

    expect(live.rows()[1]?.task).toMatchObject({ state: 'COMPLETED', worker_id: 'w-1', attempt: 1 });
    http.verify();
  });

  it('looks again at every row that can still move when moves were missed', () => {
    live.show([taskSummary({ task_id: 'a' }), taskSummary({ task_id: 'b', state: 'COMPLETED' })], ANY_TASK);
    server.send(events.initial());
    jest.advanceTimersByTime(1_000);

    const asked = http.match(() => true).map(({ request }) => request.params.get('task_id'));
    expect(asked).toEqual(['a']);
  });

  it('keeps a deleted row in its place and says so', () => {
    server.send(events.moved('a', 'PENDING', null));

    expect(live.rows().map((row) => row.isDeleted)).toEqual([true, false]);
  });

  it('only counts tasks that are new, each once', () => {
    server.send(events.created('c'));
    server.send(events.created('c'));
    server.send(events.created('d'));

    expect(live.waiting().size).toBe(2);
    expect(states()).toEqual(['a PENDING', 'b PENDING']);
  });

  it('counts for a list of one state the tasks that enter it', () => {
    live.show([], { ...ANY_TASK, state: 'DLQ' });
    server.send(events.created('c'));
    server.send(events.moved('d', 'ACTIVE', 'DLQ'));

    expect([...live.waiting()]).toEqual(['d']);
  });

  it('counts for a search only the ids that fit', () => {
    live.show([], { ...ANY_TASK, idPrefix: '4f' });
    server.send(events.created('4f01'));
    server.send(events.created('5a02'));

    expect([...live.waiting()]).toEqual(['4f01']);
  });

  it('knows that more came than it was told', () => {
    server.send(events.initial({ PENDING: 2 }));
    expect(live.hasUnseen()).toBe(false);

    server.send(events.initial({ PENDING: 900 }));
    expect(live.hasUnseen()).toBe(true);
  });

  it('begins to count anew when a list is shown', () => {
    server.send(events.created('c'));
    live.show([taskSummary({ task_id: 'c' })], ANY_TASK);

    expect(live.waiting().size).toBe(0);
  });
});
