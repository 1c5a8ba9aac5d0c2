import { Session } from '@workstream/contracts';
import { describeSession } from './about';

const session = (given: Partial<Session>): Session => ({
  authentication: 'session',
  name: 'ops',
  scopes: ['admin'],
  expires_at: new Date(2026, 2, 14, 17, 30).toISOString(),
  insecure: false,
  ...given,
});

describe('describeSession', () => {
  it('says who is signed in, until when, and what for', () => {
    expect(describeSession(session({}))).toBe('Signed in as ops until 2026-03-14 17:30: admin.');
  });

  it.each([
    [session({ authentication: 'none' }), 'asks for a key'],
    [session({ authentication: 'open' }), 'this machine only'],
    [session({ authentication: 'open', insecure: true }), 'whoever does may do everything'],
    [null, 'not known yet'],
  ])('says what %j means', (given, words) => {
    expect(describeSession(given)).toContain(words);
  });
});
