import { provideHttpClient, withInterceptors, withXhr } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { Component, provideAppInitializer } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { MAX_PDF_BYTES } from '@workstream/contracts';
import { settle } from '../../../../testing/settle';
import { problemInterceptor } from '../../api/problem-interceptor';
import { registerIcons } from '../../ui/icons/register-icons';
import { NewTask } from './new-task';

@Component({ selector: 'ws-somewhere', template: '' })
class Somewhere {}

describe('NewTask', () => {
  let http: HttpTestingController;
  let harness: RouterTestingHarness;
  let root: HTMLElement;

  beforeEach(async () => {
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withXhr(), withInterceptors([problemInterceptor])),
        provideHttpClientTesting(),
        provideRouter(
          [
            { path: 'new', component: NewTask },
            { path: 'tasks/:id', component: Somewhere },
          ],
          withComponentInputBinding(),
        ),
        provideAppInitializer(registerIcons),
      ],
    });
    http = TestBed.inject(HttpTestingController);
    harness = await RouterTestingHarness.create();
  });

  const open = async (url: string) => {
    await harness.navigateByUrl(url);
    await settle();
    root = harness.routeNativeElement!;
  };
  const submit = async () => {
    root.querySelector<HTMLButtonElement>('button[type=submit]')!.click();
    await settle();
  };
  const write = async (text: string) => {
    const area = root.querySelector('textarea')!;
    area.value = text;
    area.dispatchEvent(new Event('input'));
    await settle();
  };
  const choose = async (file: File) => {
    const picker = root.querySelector<HTMLInputElement>('input[type=file]')!;
    Object.defineProperty(picker, 'files', { value: { item: () => file } });
    picker.dispatchEvent(new Event('change'));
    await settle();
  };

  it('creates a summary and goes to it', async () => {
    await open('/new');
    await write('A text.');
    expect(root.textContent).toContain('7 characters');
    await submit();

    const request = http.expectOne('/api/v1/tasks/summarize/');
    expect(request.request.body).toEqual({ content: 'A text.' });
    request.flush({ task_id: 'abc', state: 'PENDING' });
    await settle();
    expect(TestBed.inject(Router).url).toBe('/tasks/abc');
  });

  it('sends nothing without a text, and says so', async () => {
    await open('/new');
    await write('   ');
    await submit();

    expect(root.textContent).toContain('Enter the text to summarise.');
    http.verify();
  });

  it('shows what the API did not like', async () => {
    await open('/new');
    await write('A text.');
    await submit();
    const problem = { title: 'Unprocessable Content', detail: 'The text is refused.' };
    http.expectOne('/api/v1/tasks/summarize/').flush(problem, { status: 422, statusText: 'Unprocessable' });
    await settle();

    expect(root.textContent).toContain('The text is refused.');
  });

  it('shows the command that does the same', async () => {
    await open('/new');
    await write('Short.');

    expect(root.querySelector('pre')?.textContent).toContain(`-d '{"content":"Short."}'`);
  });

  it('sends a PDF', async () => {
    await open('/new?type=pdfxtract');
    await choose(new File(['%PDF-1.7'], 'courier.pdf', { type: 'application/pdf' }));
    await submit();

    http.expectOne('/api/v1/tasks/pdfxtract').flush({ task_id: 'def', state: 'PENDING' });
    await settle();
    expect(TestBed.inject(Router).url).toBe('/tasks/def');
  });

  it.each([
    [new File(['text'], 'notes.txt', { type: 'text/plain' }), 'notes.txt is not a PDF.'],
    [new File([], 'nothing.pdf', { type: 'application/pdf' }), 'nothing.pdf is empty.'],
    [oversized(), 'huge.pdf has 60 MiB; at most 50 MiB are accepted.'],
  ])('refuses %p before it is sent', async (file, message) => {
    await open('/new?type=pdfxtract');
    await choose(file);
    await submit();

    expect(root.textContent).toContain(message);
    http.verify();
  });

  it('asks for a file when there is none', async () => {
    await open('/new?type=pdfxtract');
    await submit();

    expect(root.textContent).toContain('Choose a PDF first.');
  });
});

function oversized(): File {
  const file = new File(['%PDF'], 'huge.pdf', { type: 'application/pdf' });
  Object.defineProperty(file, 'size', { value: MAX_PDF_BYTES * 1.2 });
  return file;
}
