import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLock } from './with-lock.mjs';

describe('a lock', () => {
  let folder;
  let file;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'workstream-launcher-'));
    file = join(folder, 'deep/build.lock');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('lets the second work begin when the first has ended', async () => {
    const order = [];
    let finish;
    const first = withLock(file, async () => {
      order.push('first begins');
      await new Promise((resolve) => (finish = resolve));
      order.push('first ends');
    });
    const second = withLock(file, async () => order.push('second begins'), { tell: () => finish() });
    await Promise.all([first, second]);
    expect(order).toEqual(['first begins', 'first ends', 'second begins']);
  });

  it('is free again after work that failed', async () => {
    await expect(withLock(file, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(existsSync(file)).toBe(false);
  });

  it('is taken over from a process that died', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    await withLock(file, async () => undefined);
    writeFileSync(file, String(pid));
    expect(await withLock(file, async () => 'done')).toBe('done');
  });
});
