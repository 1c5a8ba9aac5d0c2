import { ChangeDetectionStrategy, Component } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { NoticeBox } from '../../ui/notice-box/notice-box';

/** Says that an address leads nowhere. */
@Component({
  selector: 'ws-not-found',
  imports: [MatButton, NoticeBox, RouterLink],
  template: `
    <h1 class="ws-visually-hidden">Not found</h1>
    <ws-notice-box class="ws-card" icon="search" heading="There is no such page" text="The address leads nowhere.">
      <a matButton="filled" routerLink="/">Go to the overview</a>
    </ws-notice-box>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NotFound {}
