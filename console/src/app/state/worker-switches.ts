import { Injectable, inject } from '@angular/core';
import { WorkerSwitch } from '@workstream/contracts';
import { Observable, Subject } from 'rxjs';
import { WorkersApi } from '../api/workers-api';
import { Notices } from './notices';

/** Lets a worker finish what it has and take nothing more, or take tasks again. */
@Injectable({ providedIn: 'root' })
export class WorkerSwitches {
  private readonly api = inject(WorkersApi);
  private readonly notices = inject(Notices);
  private readonly turns = new Subject<void>();

  /** Something was switched: what is shown of the workers is old. */
  readonly turned$ = this.turns.asObservable();

  drain(id: string): void {
    this.turn(this.api.drain(id));
  }

  undrain(id: string): void {
    this.turn(this.api.undrain(id));
  }

  private turn(answer$: Observable<WorkerSwitch>): void {
    answer$.subscribe({
      next: ({ message }) => {
        this.notices.tell(message);
        this.turns.next();
      },
      error: (error: unknown) => this.notices.tellFailure(error),
    });
  }
}
