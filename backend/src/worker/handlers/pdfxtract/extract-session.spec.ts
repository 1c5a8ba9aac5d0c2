import { readFileSync } from 'node:fs';
import { buildPdf, show } from '../../../../test/fixtures/build-pdf';
import type { ExtractMessage } from './extract-protocol';
import { ExtractSession, type SessionEnd } from './extract-session';
import { PDF_LIMITS } from './pdf-limits';

const children = (): number[] =>
  readFileSync(`/proc/self/task/${String(process.pid)}/children`, 'latin1')
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number);

interface Heard {
  readonly end: SessionEnd;
  readonly messages: readonly ExtractMessage[];
}

/** Runs a reader on a document of `pages` pages and calls `onOpened` while it lives. */
async function run(pages: number, onOpened: () => void = () => undefined): Promise<Heard> {
  const bytes = buildPdf(Array.from({ length: pages }, (_, at) => show(`page ${String(at + 1)}`)));
  const messages: ExtractMessage[] = [];
  const session = new ExtractSession({
    bytes,
    order: { ...PDF_LIMITS, byteLength: bytes.length, firstPage: 1 },
    limits: PDF_LIMITS,
    signal: new AbortController().signal,
    onMessage: (message) => {
      messages.push(message);
      if (message.kind === 'opened') onOpened();
    },
  });
  return { end: await session.run(), messages };
}

jest.setTimeout(60_000);

const onLinux = process.platform === 'linux' ? it : it.skip;

describe('ExtractSession', () => {
  it('reports the number of pages, then each page in order', async () => {
    const { end, messages } = await run(3);
    expect(end).toBe('done');
    expect(messages.map((message) => ('pageNumber' in message ? message.pageNumber : message.kind))).toEqual([
      'opened',
      1,
      2,
      3,
    ]);
  });

  onLinux('gives the reader nothing of the worker: no environment but the channel', async () => {
    process.env['OPENROUTER_API_KEY'] = 'a secret of the worker';
    const before = children();
    const environments: string[] = [];
    await run(1, () => {
      const started = children().filter((pid) => !before.includes(pid));
      environments.push(...started.map((pid) => readFileSync(`/proc/${String(pid)}/environ`, 'latin1')));
    });
    delete process.env['OPENROUTER_API_KEY'];
    expect(environments).toHaveLength(1);
    expect(
      environments[0]
        ?.split('\0')
        .map((entry) => entry.split('=')[0])
        .filter(Boolean)
        .sort(),
    ).toEqual(['NODE_CHANNEL_FD', 'NODE_CHANNEL_SERIALIZATION_MODE']);
  });

  onLinux('leaves no process behind', async () => {
    const before = children();
    await run(1);
    expect(children()).toEqual(before);
  });
});
