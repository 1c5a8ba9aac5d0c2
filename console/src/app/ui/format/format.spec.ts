import { formatAttempts } from './attempts';
import { formatBytes, formatCount, formatRate } from './amount';
import { curlPdfxtract, curlSummarize, curlTask } from './curl';
import { formatDuration } from './duration';
import { formatInstant } from './instant';
import { formatRelativeTime } from './relative-time';
import { runTimeMs } from './run-time';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('formatDuration', () => {
  it.each([
    [-5, '0 ms'],
    [340, '340 ms'],
    [1_250, '1.2 s'],
    [9_999, '9.9 s'],
    [42_900, '42 s'],
    [3 * MINUTE + 4_000, '3 min 04 s'],
    [2 * HOUR + 5 * MINUTE, '2 h 05 min'],
    [76 * HOUR, '3 d 4 h'],
  ])('says %i ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe('formatRelativeTime', () => {
  const now = Date.parse('2026-03-01T12:00:00.000Z');
  const at = (offsetMs: number) => formatRelativeTime(new Date(now + offsetMs).toISOString(), now);

  it.each([
    [-400, 'just now'],
    [400, 'just now'],
    [-12_000, '12 s ago'],
    [-HOUR, '1 h ago'],
    [-50 * HOUR, '2 d ago'],
    [3 * MINUTE, 'in 3 min'],
  ])('says %i ms from now as %s', (offsetMs, text) => {
    expect(at(offsetMs)).toBe(text);
  });
});

describe('formatInstant', () => {
  it("writes the reader's own time to the millisecond", () => {
    const local = new Date(2026, 2, 1, 4, 5, 9, 20);

    expect(formatInstant(local.toISOString())).toBe('2026-03-01 04:05:09.020');
  });
});

describe('amounts', () => {
  it('are written in full while they are short', () => {
    expect([0, 12_418, 99_999, 1_234_567].map(formatCount)).toEqual(['0', '12,418', '99,999', '1.2M']);
    expect(formatRate(42)).toBe('42/min');
  });

  it('have binary units', () => {
    expect([0, 512, 1_536, 52_428_800].map(formatBytes)).toEqual(['0 B', '512 B', '1.5 KiB', '50 MiB']);
  });
});

describe('formatAttempts', () => {
  it('counts the first try among what is allowed', () => {
    expect(formatAttempts({ attempt: 2, max_retries: 3 })).toBe('2/4');
  });

  it('does not claim less than was tried, after a retry by hand', () => {
    expect(formatAttempts({ attempt: 5, max_retries: 3 })).toBe('5/5');
  });
});

describe('runTimeMs', () => {
  const started_at = '2026-03-01T12:00:00.000Z';
  const now = Date.parse(started_at) + 5_000;

  it.each([
    ['PENDING', null, null, null],
    ['ACTIVE', started_at, null, 5_000],
    ['SCHEDULED', started_at, null, null],
    ['COMPLETED', started_at, '2026-03-01T12:00:01.500Z', 1_500],
  ] as const)('of a %s task', (state, start, completed_at, expected) => {
    expect(runTimeMs({ state, started_at: start, completed_at }, now)).toBe(expected);
  });
});

describe('commands', () => {
  const origin = 'http://127.0.0.1:8000';

  it('survive quotes in the text', () => {
    expect(curlSummarize(origin, `It's "new"`)).toBe(
      [
        'curl http://127.0.0.1:8000/api/v1/tasks/summarize/ \\',
        "  -H 'Content-Type: application/json' \\",
        `  -d '{"content":"It'\\''s \\"new\\""}'`,
      ].join('\n'),
    );
  });

  it('send a file, and a date when there is one', () => {
    expect(curlPdfxtract(origin, 'a, b.pdf', '2026-03-14').split(' \\\n  ')).toEqual([
      'curl http://127.0.0.1:8000/api/v1/tasks/pdfxtract',
      `-F 'file=@"a, b.pdf";type=application/pdf'`,
      `-F 'issue_date=2026-03-14'`,
    ]);
  });

  it('read one task', () => {
    expect(curlTask(origin, 'abc')).toBe('curl http://127.0.0.1:8000/api/v1/tasks/abc');
  });
});
