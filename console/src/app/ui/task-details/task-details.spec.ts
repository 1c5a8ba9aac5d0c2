import { provideHttpClient } from '@angular/common/http';
import { provideAppInitializer } from '@angular/core';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import { TaskRecord } from '@workstream/contracts';
import { taskRecord } from '../../../../testing/task-builder';
import { registerIcons } from '../icons/register-icons';
import { TaskDetails } from './task-details';

describe('TaskDetails', () => {
  let fixture: ComponentFixture<TaskDetails>;
  let root: HTMLElement;

  const show = async (given: Partial<TaskRecord>, isDoomed = false) => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideAppInitializer(registerIcons)] });
    fixture = TestBed.createComponent(TaskDetails);
    fixture.componentRef.setInput('task', taskRecord(given));
    fixture.componentRef.setInput('nowMs', Date.parse('2026-03-01T12:00:10.000Z'));
    fixture.componentRef.setInput('origin', 'http://127.0.0.1:8000');
    fixture.componentRef.setInput('isDoomed', isDoomed);
    root = fixture.nativeElement as HTMLElement;
    await fixture.whenStable();
  };
  const buttons = () => [...root.querySelectorAll('header .actions button')].map((button) => button.textContent.trim());

  it('says the state in a word', async () => {
    await show({ state: 'ACTIVE' });

    expect(root.querySelector('[data-testid=task-state]')?.textContent).toBe('ACTIVE');
  });

  it('offers a retry for a dead letter, and says why it died', async () => {
    await show({ state: 'DLQ', error_type: 'TimedOut', last_error: 'No answer for 60 s.' });

    expect(buttons()).toEqual(['Copy as curl', 'Retry', 'Delete']);
    expect(root.querySelector('.failure')?.textContent).toContain('TimedOut');
    expect(root.querySelector('.failure')?.textContent).toContain('No answer for 60 s.');
  });

  it('says when a failed task is tried again', async () => {
    await show({ state: 'SCHEDULED', last_error: 'Busy.', retry_after: '2026-03-01T12:00:20.000Z' });

    expect(root.querySelector('.failure')?.textContent).toContain('Tried again in 10 s.');
  });

  it('does not dwell on the errors of a task that completed', async () => {
    await show({ state: 'COMPLETED', last_error: 'Busy.' });

    expect(root.querySelector('.failure')).toBeNull();
  });

  it('offers only to keep a task that is about to be deleted', async () => {
    await show({ state: 'DLQ' }, true);

    expect(buttons()).toEqual(['Copy as curl', 'Undo delete']);
  });

  it('offers to cancel what has not ended, and shows how far it is', async () => {
    await show({ state: 'ACTIVE', progress: { done: 3, total: 12, message: 'page 3' } });

    expect(buttons()).toEqual(['Copy as curl', 'Cancel', 'Delete']);
    expect(root.querySelector('.progress')?.textContent).toContain('25 %3 of 12 · page 3');
  });

  it('gives a result as a file', async () => {
    await show({ state: 'COMPLETED', result: { words: 3 } });

    expect(buttons()).toEqual(['Copy as curl', 'Download result', 'Delete']);
  });

  it('says why a task waits, where it waits, and what can be done', async () => {
    await show({ state: 'PENDING' });
    fixture.componentRef.setInput('explanation', {
      task_id: 'a',
      state: 'PENDING',
      summary: 'The queue is paused.',
      advice: 'Resume the primary queue.',
      position: 3,
      gates: [
        { gate: 'schedule', open: true, message: 'It is due.', until: null },
        { gate: 'queue', open: false, message: 'The primary queue is paused.', until: null },
      ],
    });
    await fixture.whenStable();

    const card = root.querySelector('ws-explanation-card');
    expect(card?.querySelector('h2')?.textContent).toBe('Why is it waiting?');
    expect(card?.textContent).toContain('3 are before it in its queue.');
    expect([...card!.querySelectorAll('li.closed')].map((gate) => gate.textContent.trim())).toEqual([
      'waits here:The primary queue is paused.',
    ]);
    expect(card?.querySelector('.advice')?.textContent).toBe('Resume the primary queue.');
  });

  it('says that there is no result yet', async () => {
    await show({ state: 'PENDING' });

    expect(root.textContent).toContain('There is no result yet: the task is PENDING.');
  });
});
