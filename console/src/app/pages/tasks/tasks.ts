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
  viewChild,
} from '@angular/core';
import { rxResource, toSignal } from '@angular/core/rxjs-interop';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { MatProgressBar } from '@angular/material/progress-bar';
import { ActivatedRoute, Params, Router, RouterLink } from '@angular/router';
import { BulkAction, TaskSort } from '@workstream/contracts';
import { messageOf } from '../../api/api-error';
import { CLOCK } from '../../api/clock';
import { ANY_TASK, TaskQuery, toBulkFilter } from '../../api/task-query';
import { TasksApi } from '../../api/tasks-api';
import { BulkHand } from '../../state/bulk-hand';
import { explainTask } from '../../state/explain-task';
import { followTask } from '../../state/follow-task';
import { LiveQueues } from '../../state/live-queues';
import { LiveTasks } from '../../state/live-tasks';
import { Now } from '../../state/now';
import { storedList } from '../../state/stored-signal';
import { TaskActions } from '../../state/task-actions';
import { BulkBar } from '../../ui/bulk-bar/bulk-bar';
import { ColumnMenu } from '../../ui/column-menu/column-menu';
import { FilterBar } from '../../ui/filter-bar/filter-bar';
import { formatCount } from '../../ui/format/amount';
import { KeyHints } from '../../ui/key-hints/key-hints';
import { NoticeBox } from '../../ui/notice-box/notice-box';
import { Pager } from '../../ui/pager/pager';
import { TaskDetails } from '../../ui/task-details/task-details';
import { USUAL_COLUMNS, isColumnName } from '../../ui/task-table/columns';
import { TaskTable } from '../../ui/task-table/task-table';
import { ViewMenu } from '../../ui/view-menu/view-menu';
import { FILTER_SUGGESTIONS, FilterChip, chipsOf, readFilterText } from './filter-text';
import { RowHand } from './row-hand';
import { BUILT_IN_VIEWS, SavedView, isSavedView, paramsOfView, withView } from './saved-views';
import { stateTabs } from './state-tabs';
import { hidesUntold, isFiltered, paramsFromQuery, queryFromParams } from './task-filters';
import { TASK_LIST_HINTS, offerTaskListKeys } from './task-list-keys';

/** The list of tasks. What it shows is written in its address, so that a view can be shared. */
@Component({
  selector: 'ws-tasks',
  imports: [
    BulkBar,
    CdkTrapFocus,
    ColumnMenu,
    FilterBar,
    KeyHints,
    MatButton,
    MatIcon,
    MatIconButton,
    MatProgressBar,
    NoticeBox,
    Pager,
    RouterLink,
    TaskDetails,
    TaskTable,
    ViewMenu,
  ],
  templateUrl: './tasks.html',
  styleUrl: './tasks.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [LiveTasks, RowHand],
  host: { '(keydown.escape)': 'close()' },
})
export class Tasks {
  private readonly api = inject(TasksApi);
  private readonly clock = inject(CLOCK);
  private readonly router = inject(Router);
  private readonly route = inject(ActivatedRoute);
  private readonly queues = inject(LiveQueues);
  private readonly live = inject(LiveTasks);
  protected readonly actions = inject(TaskActions);
  protected readonly hand = inject(RowHand);
  protected readonly bulk = inject(BulkHand);

  protected readonly nowMs = inject(Now).ms;
  protected readonly origin = inject(DOCUMENT).location.origin;
  protected readonly suggestions = FILTER_SUGGESTIONS;
  protected readonly hints = TASK_LIST_HINTS;
  private readonly filterBar = viewChild(FilterBar);

  private readonly params = toSignal(this.route.queryParamMap, { initialValue: this.route.snapshot.queryParamMap });
  private readonly fragment = toSignal(this.route.fragment, { initialValue: this.route.snapshot.fragment });
  protected readonly query = computed(() => queryFromParams(this.params()), { equal: isSameQuery });
  protected readonly openId = computed(() => this.params().get('open'));
  protected readonly opened = followTask(this.openId);
  protected readonly explanation = explainTask(this.opened.task);
  protected readonly chips = computed(() => chipsOf(this.query()));
  private readonly typedProblem = signal<string | null>(null);
  protected readonly filterProblem = computed(
    () => this.typedProblem() ?? readFilterText(this.params().get('find') ?? '', {}).problem,
  );

  private readonly page = rxResource({
    params: () => this.query(),
    stream: ({ params }) => this.api.listSummaries(params),
  });

  protected readonly rows = this.live.rows;
  protected readonly totalItems = signal(0);
  private readonly isBounded = signal(false);
  protected readonly bound = computed(() => (this.isBounded() ? boundText(this.totalItems()) : null));
  protected readonly isLoading = this.page.isLoading;
  protected readonly problem = computed(() => (this.page.error() ? messageOf(this.page.error()) : null));
  protected readonly skeletonRows = computed(() => (this.isLoading() && this.rows().length === 0 ? 8 : 0));
  protected readonly isEmpty = computed(() => !this.isLoading() && !this.problem() && this.rows().length === 0);
  protected readonly isFiltered = computed(() => isFiltered(this.query()));
  protected readonly tabs = computed(() => stateTabs(this.query().state, this.queues.counts()));
  protected readonly news = computed(() => newsOf(this.live, this.query()));
  /** Said once, however many tasks follow. */
  protected readonly announcement = computed(() => (this.news() === null ? '' : 'There are new tasks'));

  protected readonly columns = storedList('workstream.columns', isColumnName, USUAL_COLUMNS);
  private readonly ownViews = storedList('workstream.views', isSavedView, []);
  protected readonly views = computed(() => [
    ...BUILT_IN_VIEWS.map((view) => ({ ...view, isOwn: false })),
    ...this.ownViews.value().map((view) => ({ ...view, isOwn: true })),
  ]);
  protected readonly hasHand = computed(() => this.hand.selected().size > 0 || this.bulk.progress() !== null);
  /** An operation knows no beginning of an id, so that it can not be for all that match one. */
  protected readonly matching = computed(() => (this.query().idPrefix === null ? this.totalItems() : null));

  constructor() {
    offerTaskListKeys({
      open: (id) => this.navigate({ open: id }),
      act: (action) => void this.act(action),
      focusFilter: () => this.filterBar()?.focus(),
    });
    effect(() => {
      if (this.fragment() === 'filter') this.filterBar()?.focus();
    });
    effect(() => {
      if (!this.page.hasValue()) return;
      const page = this.page.value();
      untracked(() => {
        this.totalItems.set(page.total_items);
        this.isBounded.set(page.is_bounded);
        this.live.show(page.tasks, this.query());
      });
    });
    effect(() => {
      this.query();
      untracked(() => this.hand.clear());
    });
    effect(() => {
      if (this.queues.isConnected() && untracked(this.problem)) this.page.reload();
    });
  }

  /** Asks for the first page of another list. */
  protected filter(change: Partial<TaskQuery>): void {
    this.navigate(paramsFromQuery({ ...this.query(), page: 1, ...change }));
  }

  protected filterByText(text: string): void {
    const { change, problem } = readFilterText(text, this.query().labels);
    this.typedProblem.set(problem);
    if (Object.keys(change).length > 0) this.filter(change);
  }

  protected removeFilter(chip: FilterChip): void {
    this.typedProblem.set(null);
    this.filter(chip.without);
  }

  protected clearFilters(): void {
    this.typedProblem.set(null);
    this.navigate(paramsFromQuery(ANY_TASK));
  }

  protected sort(sortBy: TaskSort): void {
    const { sortBy: current, sortOrder } = this.query();
    this.filter({ sortBy, sortOrder: sortBy === current && sortOrder === 'desc' ? 'asc' : 'desc' });
  }

  protected openView(view: SavedView): void {
    void this.router.navigate([], { relativeTo: this.route, queryParams: paramsOfView(view) });
  }

  protected saveView(name: string): void {
    const params = { ...paramsFromQuery(this.query()), page: null };
    const tree = this.router.createUrlTree([], { queryParams: params });
    const search = this.router.serializeUrl(tree).split('?')[1] ?? '';
    this.ownViews.set(withView(this.ownViews.value(), { name, search }));
  }

  protected removeView({ name }: SavedView): void {
    this.ownViews.set(this.ownViews.value().filter((view) => view.name !== name));
  }

  /** Does it to all that match, or to those selected. */
  protected async act(action: BulkAction): Promise<void> {
    const ids = [...this.hand.selected()];
    const filter = toBulkFilter(this.query(), this.clock.now());
    const isForAll = this.hand.isForAll();
    const isDone = await this.bulk.act(
      action,
      isForAll ? { filter } : { ids },
      isForAll ? this.totalItems() : ids.length,
    );
    if (!isDone) return;
    this.hand.clear();
    this.reload();
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

const boundText = (found: number): string =>
  `Not every task was looked at: ${formatCount(found)} were found among the newest. A narrower age or state finds the rest.`;

// Events do not tell most of what a task is, so that many lists cannot count what is new for them.
function newsOf(live: LiveTasks, query: TaskQuery): string | null {
  const count = live.waiting().size;
  if (count === 0 && !live.hasUnseen()) return null;
  return hidesUntold(query) || live.hasUnseen() ? 'New activity – show' : `${count} new – show`;
}
