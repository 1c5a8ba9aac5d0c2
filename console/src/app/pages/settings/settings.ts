import { ChangeDetectionStrategy, Component } from '@angular/core';

/** How the console looks and signs in, and what runs behind it. */
@Component({
  selector: 'ws-settings',
  templateUrl: './settings.html',
  styleUrl: './settings.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Settings {}
