import { DOCUMENT, Injectable, inject } from '@angular/core';
import { storedSignal } from './stored-signal';

/** What a system is for. */
export const ENVIRONMENTS = ['development', 'staging', 'production'] as const;
export type EnvironmentName = (typeof ENVIRONMENTS)[number];

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/;

/**
 * What this address serves, so that nobody takes production for a toy. A browser keeps the choice by address; until one is
 * made, the own machine is development and everything else production.
 */
@Injectable({ providedIn: 'root' })
export class Environment {
  private readonly stored = storedSignal(
    'workstream.environment',
    ENVIRONMENTS,
    LOOPBACK.test(inject(DOCUMENT).location.hostname) ? 'development' : 'production',
  );

  readonly name = this.stored.value;

  mark(name: EnvironmentName): void {
    this.stored.set(name);
  }
}
