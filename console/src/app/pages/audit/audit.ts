import { ChangeDetectionStrategy, Component } from '@angular/core';

/** Every change that a person or program made, newest first. */
@Component({
  selector: 'ws-audit',
  templateUrl: './audit.html',
  styleUrl: './audit.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Audit {}
