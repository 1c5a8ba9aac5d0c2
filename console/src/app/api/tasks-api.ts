import { HttpClient, HttpEvent, HttpEventType } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import {
  DeletedTask,
  TaskExplanation,
  TaskOptions,
  TaskPage,
  TaskReceipt,
  TaskRecord,
  TaskSummary,
  routes,
} from '@workstream/contracts';
import { Observable, map } from 'rxjs';
import { formFields } from '../ui/format/form-fields';
import { CLOCK } from './clock';
import { ANY_TASK, toQueryParams, TaskQuery } from './task-query';

/** How far an upload is. `share` runs from 0 to 1. */
export type Upload =
  | { readonly status: 'SENDING'; readonly share: number }
  | { readonly status: 'CREATED'; readonly receipt: TaskReceipt };

/** The task routes. Every call fails with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class TasksApi {
  private readonly http = inject(HttpClient);
  private readonly clock = inject(CLOCK);

  listSummaries(query: TaskQuery): Observable<TaskPage<TaskSummary>> {
    const params = toQueryParams(query, this.clock.now());
    return this.http.get<TaskPage<TaskSummary>>(routes.taskSummaries, { params });
  }

  /** The list's form of one task, or null when it is gone. */
  getSummary(id: string): Observable<TaskSummary | null> {
    return this.listSummaries({ ...ANY_TASK, idPrefix: id, pageSize: 1 }).pipe(map((page) => page.tasks[0] ?? null));
  }

  get(id: string): Observable<TaskRecord> {
    return this.http.get<TaskRecord>(routes.task(id));
  }

  createSummarize(content: string, options: TaskOptions = {}): Observable<TaskReceipt> {
    return this.http.post<TaskReceipt>(routes.createSummarize, { content, ...options });
  }

  /** Sends a PDF and tells how far it is; the last value is `CREATED`. */
  createPdfxtract(file: File, issueDate: string | null, options: TaskOptions = {}): Observable<Upload> {
    const form = new FormData();
    form.append('file', file, file.name);
    if (issueDate) form.append('issue_date', issueDate);
    for (const [name, text] of formFields(options)) form.append(name, text);
    return this.http
      .post<TaskReceipt>(routes.createPdfxtract, form, { observe: 'events', reportUploadProgress: true })
      .pipe(map(toUpload));
  }

  retry(id: string): Observable<TaskReceipt> {
    return this.http.post<TaskReceipt>(routes.retryTask(id), {});
  }

  /** Ends a task that has not ended; a handler that runs is told within a second. */
  cancel(id: string): Observable<TaskReceipt> {
    return this.http.post<TaskReceipt>(routes.cancelTask(id), {});
  }

  /** Why the task is where it is. */
  explain(id: string): Observable<TaskExplanation> {
    return this.http.get<TaskExplanation>(routes.explainTask(id));
  }

  delete(id: string): Observable<DeletedTask> {
    return this.http.delete<DeletedTask>(routes.task(id));
  }
}

function toUpload(event: HttpEvent<TaskReceipt>): Upload {
  if (event.type === HttpEventType.Response && event.body) return { status: 'CREATED', receipt: event.body };
  if (event.type === HttpEventType.UploadProgress && event.total) {
    return { status: 'SENDING', share: event.loaded / event.total };
  }
  return { status: 'SENDING', share: event.type === HttpEventType.Sent ? 0 : 1 };
}
