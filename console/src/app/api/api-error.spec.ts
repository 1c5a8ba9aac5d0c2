import { HttpErrorResponse } from '@angular/common/http';
import { Problem } from '@workstream/contracts';
import { messageOf, toApiError } from './api-error';

const PROBLEM: Problem = {
  type: 'about:blank',
  title: 'Unprocessable Content',
  status: 422,
  detail: 'The request was refused.',
  instance: '/api/v1/tasks/summarize/',
  errors: [{ field: 'content', message: 'must not be empty' }],
  trace_id: 'abc',
};

const failure = (status: number, error: unknown) => toApiError(new HttpErrorResponse({ status, error }));

describe('toApiError', () => {
  it('says what the problem says, field by field', () => {
    expect(failure(422, PROBLEM)).toMatchObject({
      message: 'The request was refused. · content: must not be empty',
      status: 422,
      problem: PROBLEM,
    });
  });

  it('reads a problem that arrived as text', () => {
    expect(failure(422, JSON.stringify(PROBLEM)).problem).toEqual(PROBLEM);
  });

  it.each([
    [0, null, 'The API cannot be reached. Is it running?'],
    [503, 'upstream is gone', 'The API is not ready. Try again in a moment.'],
    [500, '<html>', 'The API answered with status 500.'],
  ])('has words for status %i without a problem', (status, body, message) => {
    expect(failure(status, body).message).toBe(message);
  });
});

describe('messageOf', () => {
  it('never leaves a person without a sentence', () => {
    expect([messageOf(new Error('Redis is away.')), messageOf(undefined)]).toEqual([
      'Redis is away.',
      'Something went wrong. Try again.',
    ]);
  });
});
