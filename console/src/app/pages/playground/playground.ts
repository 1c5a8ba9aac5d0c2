import { ChangeDetectionStrategy, Component } from '@angular/core';

/** Creates a task by form, shows the same as a command, and follows it to its result. */
@Component({
  selector: 'ws-playground',
  templateUrl: './playground.html',
  styleUrl: './playground.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Playground {}
