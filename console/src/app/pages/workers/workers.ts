import { ChangeDetectionStrategy, Component } from '@angular/core';

/** Each worker process: how it fares, what it holds, and whether it may take more. */
@Component({
  selector: 'ws-workers',
  templateUrl: './workers.html',
  styleUrl: './workers.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Workers {}
