import { ChangeDetectionStrategy, Component } from '@angular/core';

/** What the provider says of the account, and what was spent on what. */
@Component({
  selector: 'ws-costs',
  templateUrl: './costs.html',
  styleUrl: './costs.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Costs {}
