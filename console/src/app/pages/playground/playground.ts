import { ChangeDetectionStrategy, Component, DOCUMENT, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatIcon } from '@angular/material/icon';
import { MatInput } from '@angular/material/input';
import { MatProgressBar } from '@angular/material/progress-bar';
import { RouterLink } from '@angular/router';
import { PRIORITIES, TaskOptions } from '@workstream/contracts';
import { Observable, lastValueFrom, map, tap } from 'rxjs';
import { messageOf } from '../../api/api-error';
import { TasksApi, Upload } from '../../api/tasks-api';
import { followTask } from '../../state/follow-task';
import { Now } from '../../state/now';
import { Choice } from '../../ui/choice/choice';
import { Command } from '../../ui/command/command';
import { FileDrop } from '../../ui/file-drop/file-drop';
import { pdfProblem } from '../../ui/file-drop/pdf-check';
import { SAMPLE_TEXT } from '../../ui/first-task/first-task';
import { curlPdfxtract, curlSummarize, curlTask } from '../../ui/format/curl';
import { StateChip } from '../../ui/state-chip/state-chip';
import { TaskResult } from '../../ui/task-result/task-result';
import { TaskTimeline } from '../../ui/task-timeline/task-timeline';
import { Draft, EMPTY_DRAFT, isPriority, readDraft } from './draft';
import { progressOf } from './progress';

const KINDS = [
  { value: 'summarize', label: 'A text' },
  { value: 'pdfxtract', label: 'A PDF' },
];

/** Creates a task by form, shows the same as a command, and follows it to its result. */
@Component({
  selector: 'ws-playground',
  imports: [
    Choice,
    Command,
    FileDrop,
    MatButton,
    MatFormField,
    MatHint,
    MatIcon,
    MatInput,
    MatLabel,
    MatProgressBar,
    RouterLink,
    StateChip,
    TaskResult,
    TaskTimeline,
  ],
  templateUrl: './playground.html',
  styleUrl: './playground.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Playground {
  private readonly api = inject(TasksApi);
  private readonly origin = inject(DOCUMENT).location.origin;

  protected readonly nowMs = inject(Now).ms;
  protected readonly kinds = KINDS;
  protected readonly priorities = PRIORITIES.map((value) => ({ value, label: value }));

  protected readonly kind = signal('summarize');
  protected readonly text = signal('');
  protected readonly file = signal<File | null>(null);
  protected readonly issueDate = signal('');
  protected readonly draft = signal<Draft>(EMPTY_DRAFT);
  protected readonly isSending = signal(false);
  private readonly sentPercent = signal(0);
  private readonly refusal = signal<string | null>(null);

  protected readonly taskId = signal<string | null>(null);
  protected readonly followed = followTask(this.taskId);

  protected readonly isPdf = computed(() => this.kind() === 'pdfxtract');
  protected readonly fileProblem = computed(() => {
    const file = this.file();
    return file && pdfProblem(file);
  });
  private readonly reading = computed(() => readDraft(this.draft()));
  private readonly options = computed((): TaskOptions => {
    const reading = this.reading();
    return reading.status === 'READY' ? reading.options : {};
  });
  private readonly missing = computed(() => {
    if (this.isPdf()) return this.file() === null ? 'Choose a PDF first.' : this.fileProblem();
    return this.text().trim() === '' ? 'Write a text first.' : null;
  });
  protected readonly problem = computed(() => {
    const reading = this.reading();
    return reading.status === 'WRONG' ? reading.problem : this.refusal();
  });
  protected readonly command = computed(() =>
    this.isPdf()
      ? curlPdfxtract(this.origin, this.file()?.name ?? 'newspaper.pdf', this.issueDate() || null, this.options())
      : curlSummarize(this.origin, this.text() || 'A text to summarise.', this.options()),
  );
  protected readonly followCommand = computed(() => curlTask(this.origin, this.taskId() ?? ''));
  protected readonly progress = computed(() => progressOf(this.followed.task()));
  protected readonly sending = computed(() => `${this.sentPercent()} % sent`);

  protected choose(kind: string): void {
    this.refusal.set(null);
    this.kind.set(kind);
  }

  protected choosePriority(priority: string): void {
    if (isPriority(priority)) this.change({ priority });
  }

  protected change(change: Partial<Draft>): void {
    this.refusal.set(null);
    this.draft.update((draft) => ({ ...draft, ...change }));
  }

  protected write(text: string): void {
    this.refusal.set(null);
    this.text.set(text);
  }

  protected useSample(): void {
    this.write(SAMPLE_TEXT);
  }

  protected take(file: File): void {
    this.refusal.set(null);
    this.file.set(file);
  }

  protected async create(event: Event): Promise<void> {
    event.preventDefault();
    const missing = this.missing();
    if (missing !== null) this.refusal.set(missing);
    else if (this.reading().status === 'READY' && !this.isSending()) await this.send();
  }

  private async send(): Promise<void> {
    this.isSending.set(true);
    this.sentPercent.set(0);
    try {
      const upload = await lastValueFrom(this.upload().pipe(tap((sent) => this.sentPercent.set(percentOf(sent)))));
      if (upload.status === 'CREATED') this.taskId.set(upload.receipt.task_id);
    } catch (error) {
      this.refusal.set(messageOf(error));
    } finally {
      this.isSending.set(false);
    }
  }

  private upload(): Observable<Upload> {
    const file = this.file();
    return this.isPdf() && file
      ? this.api.createPdfxtract(file, this.issueDate() || null, this.options())
      : this.api.createSummarize(this.text(), this.options()).pipe(map((receipt) => ({ status: 'CREATED', receipt })));
  }
}

const percentOf = (upload: Upload): number => (upload.status === 'SENDING' ? Math.round(upload.share * 100) : 100);
