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

  it('says that there is no result yet', async () => {
    await show({ state: 'PENDING' });

    expect(root.textContent).toContain('There is no result yet: the task is PENDING.');
  });
});
