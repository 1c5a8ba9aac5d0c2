import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { provideAppInitializer } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { FakeStream, events } from '../../../../testing/fake-stream';
import { settle } from '../../../../testing/settle';
import { pageOf, taskRecord, taskSummary } from '../../../../testing/task-builder';
import { problemInterceptor } from '../../api/problem-interceptor';
import { registerIcons } from '../../ui/icons/register-icons';
import { Tasks } from './tasks';

const LIST = '/api/v1/tasks/summaries/';
const A = taskSummary({ task_id: 'aaaaaaaa-0000-4000-8000-000000000001' });
const B = taskSummary({ task_id: 'bbbbbbbb-0000-4000-8000-000000000002', state: 'DLQ' });

describe('Tasks', () => {
  let stream: FakeStream;
  let http: HttpTestingController;
  let harness: RouterTestingHarness;
  let root: HTMLElement;

  beforeEach(async () => {
    stream = new FakeStream();
    TestBed.configureTestingModule({
      providers: [
        stream.provider,
        provideHttpClient(withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
        provideRouter([{ path: 'tasks', component: Tasks }]),
        provideAppInitializer(registerIcons),
      ],
    });
    http = TestBed.inject(HttpTestingController);
    harness = await RouterTestingHarness.create();
  });

  const open = async (url: string) => {
    await harness.navigateByUrl(url);
    root = harness.routeNativeElement!;
  };
  const list = () => http.expectOne((request) => request.url === LIST);
  const answer = async (...tasks: Parameters<typeof pageOf>) => {
    list().flush(pageOf(...tasks));
    await settle();
  };
  const rows = () =>
    [...root.querySelectorAll('tbody tr')].map((row) => row.querySelector('ws-state-chip')?.textContent);
  const press = async (name: string) => {
    const found = [...root.querySelectorAll<HTMLElement>('button, a')].find((candidate) =>
      (candidate.getAttribute('aria-label') ?? candidate.textContent).includes(name),
    );
    found!.click();
    await settle();
  };

  it('asks for what the address says', async () => {
    await open('/tasks?status=DLQ&type=summarize&page=2');

    const { params } = list().request;
    expect([params.get('status'), params.get('task_type'), params.get('page')]).toEqual(['DLQ', 'summarize', '2']);
  });

  it('shows grey rows until the list arrives', async () => {
    await open('/tasks');
    await settle();
    expect(root.querySelectorAll('tr.skeleton')).toHaveLength(8);

    await answer(A, B);
    expect(rows()).toEqual(['PENDING', 'DLQ']);
  });

  it('changes a row in place and offers what is new instead of moving rows', async () => {
    await open('/tasks');
    await answer(A, B);
    stream.send(events.moved(A.task_id, 'PENDING', 'ACTIVE'));
    stream.send(events.created('c'));
    stream.send(events.created('d'));
    await settle();
    expect(rows()).toEqual(['ACTIVE', 'DLQ']);

    await press('2 new – show');
    await answer(taskSummary({ task_id: 'd' }), taskSummary({ task_id: 'c' }), A, B);
    expect(rows()).toHaveLength(4);
  });

  it('does not pretend to know the type of a new task', async () => {
    await open('/tasks?type=pdfxtract');
    await answer(A);
    stream.send(events.created('c'));
    await settle();

    expect(root.textContent).toContain('New activity – show');
  });

  it('writes the sort order into the address and turns it round', async () => {
    await open('/tasks');
    await answer(A);
    await press('Updated');
    expect(TestBed.inject(Router).url).toBe('/tasks?sort=updated_at');
    await answer(A);

    await press('Updated');
    expect(TestBed.inject(Router).url).toBe('/tasks?sort=updated_at&order=asc');
  });

  it('says that filters hide everything, and clears them', async () => {
    await open('/tasks?status=DLQ&id=zzz');
    await answer();
    expect(root.textContent).toContain('No task matches');

    await press('Clear filters');
    expect(TestBed.inject(Router).url).toBe('/tasks');
  });

  it('says why the list could not be had, and tries again', async () => {
    await open('/tasks');
    const problem = { title: 'Unavailable', detail: 'Redis is away.' };
    list().flush(problem, { status: 503, statusText: 'Service Unavailable' });
    await settle();
    expect(root.textContent).toContain('Redis is away.');

    await press('Try again');
    await answer(A);
    expect(rows()).toEqual(['PENDING']);
  });

  it('tries again by itself when the server is back', async () => {
    await open('/tasks');
    list().flush(null, { status: 0, statusText: '' });
    await settle();
    expect(root.textContent).toContain('The API cannot be reached');

    stream.send(events.initial());
    await settle();
    await answer(A);
    expect(rows()).toEqual(['PENDING']);
  });

  it('opens a task beside the list without asking for the list again', async () => {
    await open('/tasks');
    await answer(A, B);
    await press(A.task_id.slice(-8));
    http.expectOne(`/api/v1/tasks/${A.task_id}`).flush(taskRecord({ task_id: A.task_id }));
    await settle();
    http.expectOne(`/api/v1/tasks/${A.task_id}/explain`).flush({
      task_id: A.task_id,
      state: 'PENDING',
      summary: 'It waits for its turn.',
      advice: null,
      gates: [],
      position: 4,
    });
    await settle();

    expect(root.querySelector('aside [data-testid=task-state]')?.textContent).toBe('PENDING');
    expect(root.querySelector('aside')?.textContent).toContain('It waits for its turn.');
    http.verify();
    await press('Close details');
    expect(root.querySelector('aside')).toBeNull();
  });
});
