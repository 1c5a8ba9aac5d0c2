import { TestBed } from '@angular/core/testing';

const TURNS = 6;

/**
 * Lets everything happen that is due now: navigation, answered requests, rendering. Unlike `whenStable` it does not wait
 * for requests that the spec has not answered yet.
 */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve));
    TestBed.tick();
  }
}
