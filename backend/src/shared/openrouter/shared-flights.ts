interface Flight<T> {
  readonly outcome: Promise<T>;
  readonly abort: AbortController;
  waiters: number;
}

/** Lets equal work that is asked for at the same time be done once. It is given up when nobody waits for it any more. */
export class SharedFlights<T> {
  private readonly flights = new Map<string, Flight<T>>();

  /** Joins the work of this name, or starts it. Rejects with the signal's reason when that aborts first. */
  async join(name: string, signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    const flight = this.flights.get(name) ?? this.start(name, work);
    flight.waiters += 1;
    const left = Promise.withResolvers<never>();
    const leave = (): void => left.reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await Promise.race([flight.outcome, left.promise]);
    } finally {
      signal.removeEventListener('abort', leave);
      flight.waiters -= 1;
      if (flight.waiters === 0) this.giveUp(name, flight, signal.reason);
    }
  }

  private start(name: string, work: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const abort = new AbortController();
    const flight = { outcome: work(abort.signal), abort, waiters: 0 };
    const forget = (): void => this.forget(name, flight);
    flight.outcome.then(forget, forget);
    this.flights.set(name, flight);
    return flight;
  }

  // Whoever comes now must not join what is being given up.
  private giveUp(name: string, flight: Flight<T>, reason: unknown): void {
    this.forget(name, flight);
    flight.abort.abort(reason);
  }

  private forget(name: string, flight: Flight<T>): void {
    if (this.flights.get(name) === flight) this.flights.delete(name);
  }
}
