import { ChangeDetectionStrategy, Component, computed, input, output, signal } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { MAX_PDF_BYTES } from '@workstream/contracts';
import { BytesPipe } from '../format/amount';

/** Takes one PDF, dropped or chosen. It does not judge the file. */
@Component({
  selector: 'ws-file-drop',
  imports: [BytesPipe, MatIcon],
  templateUrl: './file-drop.html',
  styleUrl: './file-drop.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FileDrop {
  readonly file = input.required<File | null>();
  /** Why the file will not do; null when it will. */
  readonly problem = input<string | null>(null);

  readonly chosen = output<File>();

  protected readonly isOver = signal(false);
  protected readonly icon = computed(() => (this.file() ? 'file' : 'upload'));
  protected readonly maxBytes = MAX_PDF_BYTES;

  protected hover(event: DragEvent, isOver: boolean): void {
    event.preventDefault();
    this.isOver.set(isOver);
  }

  protected drop(event: DragEvent): void {
    this.hover(event, false);
    this.take(event.dataTransfer?.files);
  }

  protected take(files: FileList | null | undefined): void {
    const file = files?.item(0);
    if (file) this.chosen.emit(file);
  }
}
