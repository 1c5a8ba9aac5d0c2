import { Signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Observable, Subject, of, throwError } from 'rxjs';
import { Polled, polled } from './polled';

describe('polled', () => {
  let answers: (() => Observable<string>)[];
  let isHidden = false;

  beforeEach(() => {
    jest.useFakeTimers();
    isHidden = false;
    jest.spyOn(document, 'hidden', 'get').mockImplementation(() => isHidden);
  });

  afterEach(() => {
    TestBed.resetTestingModule();
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  const start = (): Signal<Polled<string>> => {
    const asked = TestBed.runInInjectionContext(() => polled(() => answers.shift()!(), 1_000));
    jest.advanceTimersByTime(0);
    return asked;
  };

  it('asks at once and again, and keeps the last answer through a failure', () => {
    answers = [() => of('one'), () => throwError(() => new Error('away')), () => of('three')];
    const asked = start();
    expect(asked()).toEqual({ value: 'one', problem: null });

    jest.advanceTimersByTime(1_000);
    expect(asked()).toEqual({ value: 'one', problem: 'away' });

    jest.advanceTimersByTime(1_000);
    expect(asked()).toEqual({ value: 'three', problem: null });
  });

  it('asks at once when it is told to, and counts its time from there', () => {
    answers = [() => of('one'), () => of('two'), () => of('three')];
    const again = new Subject<void>();
    const asked = TestBed.runInInjectionContext(() => polled(() => answers.shift()!(), 1_000, again));
    jest.advanceTimersByTime(600);
    again.next();
    jest.advanceTimersByTime(999);
    expect(asked().value).toBe('two');

    jest.advanceTimersByTime(1);
    expect(asked().value).toBe('three');
  });

  it('does not ask while nobody looks', () => {
    answers = [() => of('one'), () => of('two')];
    const asked = start();
    isHidden = true;
    jest.advanceTimersByTime(10_000);

    expect(asked().value).toBe('one');
  });
});
