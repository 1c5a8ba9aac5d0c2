import { Injectable, inject } from '@angular/core';
import { Subject, firstValueFrom } from 'rxjs';
import { AccessApi } from '../api/access-api';
import { polled } from './polled';

const EVERY_MS = 60_000;

/** Signs this browser in and out. The key goes to the server once and is kept nowhere; the cookie is beyond scripts. */
@Injectable()
export class SignInDesk {
  private readonly api = inject(AccessApi);
  private readonly changes = new Subject<void>();

  /** Who the server takes this browser for. */
  readonly session = polled(() => this.api.session(), EVERY_MS, this.changes);

  /** Fails with an `ApiError` when the key is refused. */
  async signIn(key: string): Promise<void> {
    await firstValueFrom(this.api.signIn(key));
    this.changes.next();
  }

  async signOut(): Promise<void> {
    await firstValueFrom(this.api.signOut());
    this.changes.next();
  }
}
