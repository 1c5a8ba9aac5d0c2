import { ChangeDetectionStrategy, Component } from '@angular/core';

/** Each queue: what waits in it, how fast it drains, and who stops it. */
@Component({
  selector: 'ws-queues',
  templateUrl: './queues.html',
  styleUrl: './queues.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Queues {}
