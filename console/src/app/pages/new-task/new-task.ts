import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { TASK_TYPES, TaskType } from '@workstream/contracts';
import { IconName } from '../../ui/icons/icon-paths';
import { PdfForm } from './pdf-form';
import { SummarizeForm } from './summarize-form';

const KINDS: Readonly<Record<TaskType, { readonly label: string; readonly icon: IconName }>> = {
  summarize: { label: 'Summarise a text', icon: 'text' },
  pdfxtract: { label: 'Extract a PDF', icon: 'file' },
};

/** Where tasks are made by hand; the kind is in the address. */
@Component({
  selector: 'ws-new-task',
  imports: [MatIcon, PdfForm, RouterLink, SummarizeForm],
  templateUrl: './new-task.html',
  styleUrl: './new-task.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NewTask {
  /** From the address. */
  readonly type = input<string>();

  protected readonly chosen = computed(() => TASK_TYPES.find((kind) => kind === this.type()) ?? 'summarize');
  protected readonly tabs = computed(() =>
    TASK_TYPES.map((kind) => ({
      ...KINDS[kind],
      params: { type: kind },
      current: kind === this.chosen() ? ('page' as const) : null,
    })),
  );
}
