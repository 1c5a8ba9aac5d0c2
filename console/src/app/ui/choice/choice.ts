import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';

/** One of a few values that exclude each other. */
export interface ChoiceOption {
  readonly value: string;
  readonly label: string;
}

/** A row of buttons of which one is pressed. */
@Component({
  selector: 'ws-choice',
  template: `
    @for (option of options(); track option.value) {
      <button type="button" [attr.aria-pressed]="option.value === value()" (click)="chosen.emit(option.value)">
        {{ option.label }}
      </button>
    }
  `,
  styleUrl: './choice.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'group', '[attr.aria-label]': 'label()' },
})
export class Choice {
  readonly label = input.required<string>();
  readonly options = input.required<readonly ChoiceOption[]>();
  readonly value = input.required<string>();

  readonly chosen = output<string>();
}
