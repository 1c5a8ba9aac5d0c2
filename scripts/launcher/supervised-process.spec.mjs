import { nextPauseMs, SupervisedProcess } from './supervised-process.mjs';

const WAIT = 'setInterval(() => {}, 1000);';
const TELL_PID = 'console.log(process.pid);';

/** A process that runs `code`; each `nextPid()` settles when another life of it has printed its number. */
function supervise(code) {
  const pids = pipe();
  const told = pipe();
  const refused = pipe();
  const show = (_, stream) => stream.on('data', (data) => pids.push(Number(data)));
  const supervised = new SupervisedProcess({
    name: 'Fake',
    args: ['-e', code],
    env: process.env,
    onRefusal: () => refused.push('refused'),
    tell: told.push,
    show,
  });
  supervised.start();
  return { supervised, nextPid: pids.next, nextLine: told.next, refusal: refused.next };
}

/** What was pushed, one `next()` at a time, whoever comes first. */
function pipe() {
  const values = [];
  const readers = [];
  const push = (value) => (readers.length > 0 ? readers.shift()(value) : values.push(value));
  const next = () => new Promise((resolve) => (values.length > 0 ? resolve(values.shift()) : readers.push(resolve)));
  return { push, next };
}

const isAlive = (pid) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a supervised process', () => {
  it('is started again when it is killed', async () => {
    const { supervised, nextPid, nextLine } = supervise(TELL_PID + WAIT);
    process.kill(await nextPid(), 'SIGKILL');
    expect(await nextLine()).toBe('Fake ended (SIGKILL): starting it again in 0.5 s');
    const second = await nextPid();
    await supervised.stop();
    expect(isAlive(second)).toBe(false);
  });

  it('is left alone when it refuses its configuration', async () => {
    const { supervised, refusal } = supervise('process.exit(78)');
    expect(await refusal()).toBe('refused');
    await supervised.stop();
  });

  it('is killed when the user insists', async () => {
    const { supervised, nextPid } = supervise(`process.on('SIGTERM', () => {}); ${TELL_PID}${WAIT}`);
    const pid = await nextPid();
    await supervised.stop(AbortSignal.timeout(50));
    expect(isAlive(pid)).toBe(false);
  });

  it('gets a new life on request, without a word', async () => {
    const { supervised, nextPid } = supervise(TELL_PID + WAIT);
    const first = await nextPid();
    await supervised.restart();
    expect(await nextPid()).not.toBe(first);
    await supervised.stop();
  });
});

describe('the pause before the next start', () => {
  it('doubles while a process dies young, up to half a minute', () => {
    const pauses = [0];
    while (pauses.length < 9) pauses.push(nextPauseMs(pauses.at(-1), 10));
    expect(pauses.slice(1)).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
  });

  it('is short again after a minute of life', () => {
    expect(nextPauseMs(30_000, 60_000)).toBe(500);
  });
});
