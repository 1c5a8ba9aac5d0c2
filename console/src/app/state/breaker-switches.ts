import { Injectable, inject } from '@angular/core';
import { BreakerSwitch } from '@workstream/contracts';
import { Observable, Subject, firstValueFrom } from 'rxjs';
import { LimitsApi } from '../api/limits-api';
import { ConfirmQuestion } from '../ui/confirm/confirm';
import { Confirmations } from './confirmations';
import { Notices } from './notices';

const RESET: ConfirmQuestion = {
  heading: 'Reset the breakers?',
  text: 'Calls go through at once, in the whole fleet. If the service still fails, they open again by themselves.',
  action: 'Reset',
  hasReason: true,
};
const OPEN: ConfirmQuestion = {
  heading: 'Open the breakers?',
  text: 'No call is made to the provider any more. Tasks that need one are put back and wait; none is lost.',
  action: 'Open',
  hasReason: true,
};

/** The hand on the circuit breakers. Each use is confirmed, and may say why. */
@Injectable({ providedIn: 'root' })
export class BreakerSwitches {
  private readonly api = inject(LimitsApi);
  private readonly confirmations = inject(Confirmations);
  private readonly notices = inject(Notices);
  private readonly turns = new Subject<void>();

  /** Something was switched: what is shown of the breakers is old. */
  readonly turned$ = this.turns.asObservable();

  reset(): Promise<void> {
    return this.turn(RESET, (reason) => this.api.resetBreakers(reason));
  }

  open(): Promise<void> {
    return this.turn(OPEN, (reason) => this.api.openBreakers(reason));
  }

  private async turn(question: ConfirmQuestion, order: (reason: string) => Observable<BreakerSwitch>): Promise<void> {
    const answer = await this.confirmations.ask(question);
    if (answer === null) return;
    try {
      this.notices.tell((await firstValueFrom(order(answer.reason))).message);
      this.turns.next();
    } catch (error) {
      this.notices.tellFailure(error);
    }
  }
}
