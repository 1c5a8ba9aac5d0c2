import { HttpEventType, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { pageOf, taskSummary } from '../../../testing/task-builder';
import { ApiError } from './api-error';
import { problemInterceptor } from './problem-interceptor';
import { TasksApi, Upload } from './tasks-api';

describe('TasksApi', () => {
  let api: TasksApi;
  let server: HttpTestingController;

  beforeEach(() => {
    TestBed.configureTestingModule({
      providers: [provideHttpClient(withInterceptors([problemInterceptor])), provideHttpClientTesting()],
    });
    api = TestBed.inject(TasksApi);
    server = TestBed.inject(HttpTestingController);
  });

  afterEach(() => server.verify());

  it('sends a PDF with its date and tells how far it is', () => {
    const seen: Upload[] = [];
    const file = new File(['%PDF-1.7'], 'courier.pdf', { type: 'application/pdf' });
    api.createPdfxtract(file, '2026-03-14').subscribe((upload) => seen.push(upload));

    const request = server.expectOne('/api/v1/tasks/pdfxtract');
    const form = request.request.body as FormData;
    expect([(form.get('file') as File).name, form.get('issue_date')]).toEqual(['courier.pdf', '2026-03-14']);
    request.event({ type: HttpEventType.UploadProgress, loaded: 4, total: 8 });
    request.flush({ task_id: 'a', state: 'PENDING' });

    expect(seen).toEqual([
      { status: 'SENDING', share: 0 },
      { status: 'SENDING', share: 0.5 },
      { status: 'CREATED', receipt: { task_id: 'a', state: 'PENDING' } },
    ]);
  });

  it('asks for the list form of one task, and answers null when it is gone', () => {
    const seen: (string | null)[] = [];
    const ask = () => api.getSummary('abc').subscribe((task) => seen.push(task?.task_id ?? null));
    const answer = (page: object) => server.expectOne((request) => request.params.get('task_id') === 'abc').flush(page);

    ask();
    answer(pageOf(taskSummary({ task_id: 'abc' })));
    ask();
    answer(pageOf());

    expect(seen).toEqual(['abc', null]);
  });

  it('fails with the words of the problem', () => {
    let failure: unknown;
    api.retry('abc').subscribe({ error: (error: unknown) => (failure = error) });

    const problem = { title: 'Bad Request', detail: 'The task is ACTIVE; only FAILED and DLQ tasks can be retried.' };
    server.expectOne('/api/v1/tasks/abc/retry').flush(problem, { status: 400, statusText: 'Bad Request' });

    expect(failure).toBeInstanceOf(ApiError);
    expect(failure).toMatchObject({ message: problem.detail, status: 400 });
  });
});
