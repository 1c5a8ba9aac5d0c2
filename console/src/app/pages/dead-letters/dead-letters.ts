import { ChangeDetectionStrategy, Component } from '@angular/core';

/** Tasks that need a person, grouped by what went wrong. */
@Component({
  selector: 'ws-dead-letters',
  templateUrl: './dead-letters.html',
  styleUrl: './dead-letters.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DeadLetters {}
