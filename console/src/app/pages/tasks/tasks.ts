import { CdkTrapFocus } from '@angular/cdk/a11y';
import {
  ChangeDetectionStrategy,
  Component,
  DOCUMENT,
  computed,
  effect,
  inject,
  signal,
  untracked,
} from '@angular/core';
import { rxResource, toSignal } from '@angular/core/rxjs-interop';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatFormField, MatLabel, MatPrefix } from '@angular/material/form-field';
import { MatIcon } from '@angular/material/icon';
import { MatInput } from '@angular/material/input';
import { MatProgressBar } from '@angular/material/progress-bar';
import { ActivatedRoute, Params, Router, RouterLink } from '@angular/router';
import { TASK_TYPES, TaskSort } from '@workstream/contracts';
import { messageOf } from '../../api/api-error';
import { ANY_TASK, TaskQuery } from '../../api/task-query';
import { TasksApi } from '../../api/tasks-api';
import { LiveQueues } from '../../state/live-queues';
import { LiveTasks } from '../../state/live-tasks';
import { Now } from '../../state/now';
import { TaskActions } from '../../state/task-actions';
import { watchTask } from '../../state/watch-task';
import { NoticeBox } from '../../ui/notice-box/notice-box';
import { Pager } from '../../ui/pager/pager';
import { TaskDetails } from '../../ui/task-details/task-details';
import { TaskTable } from '../../ui/task-table/task-table';
import { isFiltered, paramsFromQuery, queryFromParams } from './task-filters';
import { stateTabs } from './state-tabs';

/** The list of tasks. What it shows is written in its address, so that a view can be shared. */
@Component({
  selector: 'ws-tasks',
  imports: [
    CdkTrapFocus,
    MatButton,
    MatFormField,
    MatIcon,
    MatIconButton,
    MatInput,
    MatLabel,
    MatPrefix,
    MatProgressBar,
    NoticeBox,
    Pager,
    RouterLink,
    TaskDetails,
    TaskTable,
  ],
  templateUrl: './tasks.html',
  styleUrl: './tasks.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [LiveTasks],
  host: { '(keydown.escape)': 'close()' },
})
export class Tasks {
  private readonly api = inject(TasksApi);
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly queues = inject(LiveQueues);
  private readonly live = inject(LiveTasks);
  protected readonly actions = inject(TaskActions);

  protected readonly nowMs = inject(Now).ms;
  protected readonly origin = inject(DOCUMENT).location.origin;
  protected readonly types = TASK_TYPES;

  private readonly params = toSignal(this.route.queryParamMap, { initialValue: this.route.snapshot.queryParamMap });
  protected readonly query = computed(() => queryFromParams(this.params()), { equal: isSameQuery });
  protected readonly openId = computed(() => this.params().get('open'));
  protected readonly opened = watchTask(this.openId);

  private readonly page = rxResource({
    params: () => this.query(),
    stream: ({ params }) => this.api.listSummaries(params),
  });

  protected readonly rows = this.live.rows;
  protected readonly totalItems = signal(0);
  protected readonly isLoading = this.page.isLoading;
  protected readonly problem = computed(() => (this.page.error() ? messageOf(this.page.error()) : null));
  protected readonly skeletonRows = computed(() => (this.isLoading() && this.rows().length === 0 ? 8 : 0));
  protected readonly isEmpty = computed(() => !this.isLoading() && !this.problem() && this.rows().length === 0);
  protected readonly isFiltered = computed(() => isFiltered(this.query()));
  protected readonly tabs = computed(() => stateTabs(this.query().state, this.queues.counts()));
  protected readonly news = computed(() => newsOf(this.live, this.query()));
  /** Said once, however many tasks follow. */
  protected readonly announcement = computed(() => (this.news() === null ? '' : 'There are new tasks'));

  constructor() {
    effect(() => {
      if (!this.page.hasValue()) return;
      const page = this.page.value();
      untracked(() => {
        this.totalItems.set(page.total_items);
        this.live.show(page.tasks, this.query());
      });
    });
    effect(() => {
      if (this.queues.isConnected() && untracked(this.problem)) this.page.reload();
    });
  }

  /** Asks for the first page of another list. */
  protected filter(change: Partial<TaskQuery>): void {
    this.navigate(paramsFromQuery({ ...this.query(), page: 1, ...change }));
  }

  protected sort(sortBy: TaskSort): void {
    const { sortBy: current, sortOrder } = this.query();
    this.filter({ sortBy, sortOrder: sortBy === current && sortOrder === 'desc' ? 'asc' : 'desc' });
  }

  protected clearFilters(): void {
    this.navigate(paramsFromQuery(ANY_TASK));
  }

  protected showNews(): void {
    if (this.query().page === 1) this.reload();
    else this.filter({});
  }

  protected reload(): void {
    this.page.reload();
  }

  protected close(): void {
    if (this.openId()) this.navigate({ open: null });
  }

  private navigate(queryParams: Params): void {
    void this.router.navigate([], { relativeTo: this.route, queryParams, queryParamsHandling: 'merge' });
  }
}

const isSameQuery = (one: TaskQuery, other: TaskQuery): boolean => JSON.stringify(one) === JSON.stringify(other);

// Events do not tell the type of a task, so that a list of one type cannot count what is new for it.
function newsOf(live: LiveTasks, query: TaskQuery): string | null {
  const count = live.waiting().size;
  if (count === 0 && !live.hasUnseen()) return null;
  return query.type || live.hasUnseen() ? 'New activity – show' : `${count} new – show`;
}
