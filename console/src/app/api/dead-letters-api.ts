import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { TaskPage, TaskSummary, routes } from '@workstream/contracts';
import { EMPTY, Observable, expand, reduce } from 'rxjs';

const PAGE_SIZE = 100;
const MAX_PAGES = 10;

/** The newest dead letters. */
export interface DeadLetterList {
  readonly tasks: readonly TaskSummary[];
  /** All that there are. */
  readonly total: number;
}

const NONE: DeadLetterList = { tasks: [], total: 0 };

/** The tasks that need a person. Every call fails with an `ApiError`. */
@Injectable({ providedIn: 'root' })
export class DeadLettersApi {
  private readonly http = inject(HttpClient);

  /** The newest, at most a thousand. */
  list(): Observable<DeadLetterList> {
    return this.page(null).pipe(
      expand((page, index) =>
        page.next_cursor === null || index + 1 >= MAX_PAGES ? EMPTY : this.page(page.next_cursor),
      ),
      reduce(
        (found, page) => ({
          tasks: [...found.tasks, ...page.tasks],
          total: Math.max(found.total, page.total_items),
        }),
        NONE,
      ),
    );
  }

  private page(cursor: string | null): Observable<TaskPage<TaskSummary>> {
    const params = {
      status: 'DLQ',
      sort_by: 'updated_at',
      page_size: PAGE_SIZE,
      ...(cursor === null ? {} : { cursor }),
    };
    return this.http.get<TaskPage<TaskSummary>>(routes.taskSummaries, { params });
  }
}
