import { ChangeDetectionStrategy, Component, computed, input, linkedSignal } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { ExtractedPage } from '@workstream/contracts';
import { cellsOf, tallyOf } from './page-cells';

/** Every page of a document as a cell; the chosen one shows its articles, or why it has none. */
@Component({
  selector: 'ws-page-grid',
  imports: [MatIcon],
  templateUrl: './page-grid.html',
  styleUrl: './page-grid.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PageGrid {
  readonly pages = input.required<readonly ExtractedPage[]>();

  protected readonly cells = computed(() => cellsOf(this.pages()));
  protected readonly tally = computed(() => tallyOf(this.pages()));
  protected readonly chosenNumber = linkedSignal(() => this.pages()[0]?.page_number ?? null);
  protected readonly chosen = computed(
    () => this.pages().find((page) => page.page_number === this.chosenNumber()) ?? null,
  );
}
