import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { FakeStream, events } from '../../../testing/fake-stream';
import { taskRecord } from '../../../testing/task-builder';
import { problemInterceptor } from '../api/problem-interceptor';
import { WatchedTask, watchTask } from './watch-task';

describe('watchTask', () => {
  const id = signal<string | null>(null);
  let server: FakeStream;
  let http: HttpTestingController;
  let watched: WatchedTask;

  beforeEach(() => {
    jest.useFakeTimers();
    id.set('a');
    server = new FakeStream();
    TestBed.configureTestingModule({
      providers: [
        server.provider,
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
      ],
    });
    http = TestBed.inject(HttpTestingController);
    watched = TestBed.runInInjectionContext(() => watchTask(id));
    TestBed.tick();
    http.expectOne('/api/v1/tasks/a').flush(taskRecord({ task_id: 'a' }));
  });

  afterEach(() => {
    TestBed.resetTestingModule();
    jest.useRealTimers();
  });

  it('loads the task', () => {
    expect(watched.task()?.task_id).toBe('a');
    expect(watched.problem()).toBeNull();
  });

  it('loads it again, once, after a burst of changes', () => {
    server.send(events.moved('a', 'PENDING', 'ACTIVE'));
    server.send(events.moved('a', 'ACTIVE', 'COMPLETED'));
    jest.advanceTimersByTime(200);

    http.expectOne('/api/v1/tasks/a').flush(taskRecord({ task_id: 'a', state: 'COMPLETED' }));

    expect(watched.task()?.state).toBe('COMPLETED');
  });

  it('does not care for other tasks', () => {
    server.send(events.moved('b', 'PENDING', 'ACTIVE'));
    jest.advanceTimersByTime(200);

    http.expectNone('/api/v1/tasks/a');
  });

  it('looks again after a gap of the stream', () => {
    server.send(events.initial());
    jest.advanceTimersByTime(200);

    http.expectOne('/api/v1/tasks/a');
  });

  it('keeps what it has when the task is gone, and says that it is gone', () => {
    server.send(events.moved('a', 'PENDING', null));
    jest.advanceTimersByTime(200);
    const gone = { title: 'Not Found', detail: 'There is no task a.' };
    http.expectOne('/api/v1/tasks/a').flush(gone, { status: 404, statusText: 'Not Found' });

    expect(watched.task()?.task_id).toBe('a');
    expect(watched.problem()).toBe('There is no task a.');
  });

  it('forgets the task when another is asked for', () => {
    id.set('b');
    TestBed.tick();

    expect(watched.task()).toBeNull();
    http.expectOne('/api/v1/tasks/b');
  });
});
