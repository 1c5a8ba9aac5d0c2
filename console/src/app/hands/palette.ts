import { DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, ElementRef, computed, inject, linkedSignal, signal } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { KeyCaps } from '../ui/key-caps/key-caps';
import { Command, CommandList } from './command-list';

/** Everything by name: type a few letters, press enter. */
@Component({
  selector: 'ws-palette',
  imports: [KeyCaps, MatIcon],
  templateUrl: './palette.html',
  styleUrl: './palette.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Palette {
  private readonly list = inject(CommandList);
  private readonly dialog = inject(DialogRef);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  private readonly typed = signal('');
  private readonly index = linkedSignal({ source: this.typed, computation: () => 0 });
  protected readonly options = computed(() =>
    this.list.matching(this.typed()).map((command, place) => ({
      ...command,
      command,
      id: `palette-${place}`,
      isChosen: place === this.index(),
    })),
  );
  protected readonly chosenId = computed(() => this.options()[this.index()]?.id ?? null);

  protected type(text: string): void {
    this.typed.set(text);
  }

  protected move(step: number, event: Event): void {
    event.preventDefault();
    const count = this.options().length;
    if (count === 0) return;
    this.index.update((index) => (index + step + count) % count);
    this.host.nativeElement.querySelector(`#palette-${this.index()}`)?.scrollIntoView({ block: 'nearest' });
  }

  protected runChosen(): void {
    const chosen = this.options()[this.index()];
    if (chosen) this.run(chosen.command);
  }

  protected run(command: Command): void {
    this.dialog.close();
    command.run();
  }
}
