import { ChangeDetectionStrategy, Component } from '@angular/core';

/** What the provider lets through, and what stopped asking it. */
@Component({
  selector: 'ws-limits',
  templateUrl: './limits.html',
  styleUrl: './limits.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Limits {}
