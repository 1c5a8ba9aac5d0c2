import { ChangeDetectionStrategy, Component, DOCUMENT, computed, inject, signal } from '@angular/core';
import { FormField, FormRoot, TreeValidationResult, form, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatError, MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { Router } from '@angular/router';
import { firstValueFrom } from 'rxjs';
import { messageOf } from '../../api/api-error';
import { TasksApi } from '../../api/tasks-api';
import { Command } from '../../ui/command/command';
import { formatCount } from '../../ui/format/amount';
import { curlSummarize } from '../../ui/format/curl';
import { textProblem } from './text-check';

/** Asks for a text and has it summarised. */
@Component({
  selector: 'ws-summarize-form',
  imports: [Command, FormField, FormRoot, MatButton, MatError, MatFormField, MatHint, MatInput, MatLabel],
  templateUrl: './summarize-form.html',
  styleUrl: './task-form.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SummarizeForm {
  private readonly api = inject(TasksApi);
  private readonly router = inject(Router);
  private readonly origin = inject(DOCUMENT).location.origin;

  private readonly model = signal({ text: '' });
  protected readonly form = form(
    this.model,
    (path) => {
      validate(path.text, ({ value }) => {
        const message = textProblem(value());
        return message === null ? undefined : { kind: 'text', message };
      });
    },
    { submission: { action: () => this.create() } },
  );

  protected readonly isBusy = computed(() => this.form().submitting());
  protected readonly length = computed(() => `${formatCount(this.model().text.length)} characters`);
  protected readonly command = computed(() => curlSummarize(this.origin, this.model().text || 'A text to summarise.'));

  private async create(): Promise<TreeValidationResult> {
    try {
      const receipt = await firstValueFrom(this.api.createSummarize(this.model().text));
      await this.router.navigate(['/tasks', receipt.task_id]);
      return undefined;
    } catch (error) {
      return { kind: 'refused', message: messageOf(error), fieldTree: this.form.text };
    }
  }
}
