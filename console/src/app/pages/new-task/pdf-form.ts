import { ChangeDetectionStrategy, Component, DOCUMENT, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { MatProgressBar } from '@angular/material/progress-bar';
import { Router } from '@angular/router';
import { lastValueFrom, tap } from 'rxjs';
import { messageOf } from '../../api/api-error';
import { TasksApi, Upload } from '../../api/tasks-api';
import { Command } from '../../ui/command/command';
import { FileDrop } from '../../ui/file-drop/file-drop';
import { pdfProblem } from '../../ui/file-drop/pdf-check';
import { curlPdfxtract } from '../../ui/format/curl';

/** Asks for a PDF and has its articles taken out. */
@Component({
  selector: 'ws-pdf-form',
  imports: [Command, FileDrop, MatButton, MatFormField, MatHint, MatInput, MatLabel, MatProgressBar],
  templateUrl: './pdf-form.html',
  styleUrl: './task-form.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PdfForm {
  private readonly api = inject(TasksApi);
  private readonly router = inject(Router);
  private readonly origin = inject(DOCUMENT).location.origin;

  protected readonly file = signal<File | null>(null);
  protected readonly issueDate = signal('');
  protected readonly percent = signal<number | null>(null);
  private readonly refusal = signal<string | null>(null);

  protected readonly isBusy = computed(() => this.percent() !== null);
  protected readonly problem = computed(() => this.refusal() ?? checked(this.file()));
  protected readonly progressText = computed(() => `${this.percent() ?? 0} % sent`);
  protected readonly command = computed(() =>
    curlPdfxtract(this.origin, this.file()?.name ?? 'newspaper.pdf', this.issueDate() || null),
  );

  protected choose(file: File): void {
    this.refusal.set(null);
    this.file.set(file);
  }

  protected async create(event: Event): Promise<void> {
    event.preventDefault();
    const file = this.file();
    if (file === null) this.refusal.set('Choose a PDF first.');
    else if (this.problem() === null && !this.isBusy()) await this.send(file);
  }

  private async send(file: File): Promise<void> {
    this.percent.set(0);
    try {
      const upload$ = this.api.createPdfxtract(file, this.issueDate() || null);
      const last = await lastValueFrom(upload$.pipe(tap((upload) => this.percent.set(percentOf(upload)))));
      if (last.status === 'CREATED') await this.router.navigate(['/tasks', last.receipt.task_id]);
    } catch (error) {
      this.refusal.set(messageOf(error));
    } finally {
      this.percent.set(null);
    }
  }
}

const checked = (file: File | null): string | null => (file ? pdfProblem(file) : null);

const percentOf = (upload: Upload): number => (upload.status === 'SENDING' ? Math.round(upload.share * 100) : 100);
