import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { problemInterceptor } from '../api/problem-interceptor';
import { Notices } from './notices';
import { TaskActions, UNDO_MS } from './task-actions';

describe('TaskActions', () => {
  let http: HttpTestingController;
  let actions: TaskActions;
  let told: string[];
  let undo: () => void;

  beforeEach(() => {
    jest.useFakeTimers();
    told = [];
    const notices: Pick<Notices, 'tell' | 'tellFailure'> = {
      tell: (message, action) => {
        told.push(message);
        undo = () => action?.run();
      },
      tellFailure: (error) => told.push((error as Error).message),
    };
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
        { provide: Notices, useValue: notices },
      ],
    });
    http = TestBed.inject(HttpTestingController);
    actions = TestBed.inject(TaskActions);
  });

  afterEach(() => {
    http.verify();
    jest.useRealTimers();
  });

  it('deletes after five seconds in which it can be undone', () => {
    actions.deleteSoon('a');
    expect([...actions.doomed()]).toEqual(['a']);
    jest.advanceTimersByTime(UNDO_MS - 1);
    http.expectNone('/api/v1/tasks/a');

    jest.advanceTimersByTime(1);
    http.expectOne({ method: 'DELETE', url: '/api/v1/tasks/a' }).flush({ task_id: 'a', message: 'deleted' });

    expect(actions.doomed().size).toBe(0);
  });

  it('sends nothing when it is undone', () => {
    actions.deleteSoon('a');
    undo();
    jest.advanceTimersByTime(UNDO_MS * 2);

    expect(actions.doomed().size).toBe(0);
  });

  it('lets every deletion have its own time', () => {
    actions.deleteSoon('a');
    jest.advanceTimersByTime(3_000);
    actions.deleteSoon('b');
    jest.advanceTimersByTime(2_000);

    http.expectOne({ method: 'DELETE', url: '/api/v1/tasks/a' });
    expect([...actions.doomed()]).toEqual(['a', 'b']);
  });

  it('tells why a retry was refused', () => {
    actions.retry('a');
    const problem = { title: 'Bad Request', detail: 'The task is ACTIVE.' };
    http.expectOne('/api/v1/tasks/a/retry').flush(problem, { status: 400, statusText: 'Bad Request' });

    expect(told).toEqual(['The task is ACTIVE.']);
  });
});
