import { Injector, createEnvironmentInjector, EnvironmentInjector, runInInjectionContext } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { PAIR_MS, Shortcuts } from './shortcuts';

describe('Shortcuts', () => {
  let shortcuts: Shortcuts;
  let ran: string[];

  beforeEach(() => {
    localStorage.clear();
    shortcuts = TestBed.inject(Shortcuts);
    ran = [];
  });
  afterEach(() => document.body.replaceChildren());

  const offer = (keys: string, injector: Injector = TestBed.inject(Injector), name = keys) =>
    runInInjectionContext(injector, () =>
      shortcuts.offer([{ keys, label: name, group: 'Everywhere', run: () => void ran.push(name) }]),
    );
  const press = (key: string, given: KeyboardEventInit & { target?: Element; atMs?: number } = {}) => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...given });
    if (given.atMs !== undefined) Object.defineProperty(event, 'timeStamp', { value: given.atMs });
    (given.target ?? document.body).dispatchEvent(event);
  };
  const add = (tag: string) => document.body.appendChild(document.createElement(tag));

  it('runs what a key stands for', () => {
    offer('x');
    press('x');
    press('y');

    expect(ran).toEqual(['x']);
  });

  it('understands two keys in a row, and forgets the first when the second is late', () => {
    offer('g t');
    press('g', { atMs: 0 });
    press('t', { atMs: PAIR_MS - 1 });
    press('g', { atMs: 10_000 });
    press('t', { atMs: 10_000 + PAIR_MS });

    expect(ran).toEqual(['g t']);
  });

  it('leaves letters to whoever types, but not chords', () => {
    offer('x');
    offer('mod+k');
    const field = add('input');
    press('x', { target: field });
    press('k', { target: field, ctrlKey: true });
    press('k', { target: field, metaKey: true });

    expect(ran).toEqual(['mod+k', 'mod+k']);
  });

  it('leaves enter to a focused button', () => {
    offer('enter');
    press('Enter', { target: add('button') });
    press('Enter');

    expect(ran).toEqual(['enter']);
  });

  it('can be told to know no letters', () => {
    offer('x');
    offer('mod+k');
    shortcuts.turnLetters('off');
    press('x');
    press('k', { ctrlKey: true });

    expect(ran).toEqual(['mod+k']);
  });

  it('gives a key back when the page that took it is gone', () => {
    offer('x', TestBed.inject(Injector), 'frame');
    const page = createEnvironmentInjector([], TestBed.inject(EnvironmentInjector));
    offer('x', page, 'page');
    press('x');
    page.destroy();
    press('x');

    expect(ran).toEqual(['page', 'frame']);
  });
});
