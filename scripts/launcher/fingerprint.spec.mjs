import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fingerprint } from './fingerprint.mjs';

describe('the fingerprint of a folder', () => {
  let folder;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'workstream-launcher-'));
    mkdirSync(join(folder, 'deep'));
    writeFileSync(join(folder, 'deep/a.ts'), 'one');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('stays the same when a file is written again with the same text', () => {
    const before = fingerprint([folder]);
    writeFileSync(join(folder, 'deep/a.ts'), 'one');
    expect(fingerprint([folder])).toBe(before);
  });

  it('changes with a text, with a name and with a new file', () => {
    const seen = new Set([fingerprint([folder])]);
    writeFileSync(join(folder, 'deep/a.ts'), 'two');
    seen.add(fingerprint([folder]));
    renameSync(join(folder, 'deep/a.ts'), join(folder, 'deep/b.ts'));
    seen.add(fingerprint([folder]));
    writeFileSync(join(folder, 'c.ts'), '');
    seen.add(fingerprint([folder]));
    expect(seen.size).toBe(4);
  });

  it('does not look at what is not accepted, nor mind what is missing', () => {
    const withoutSpecs = (path) => !path.endsWith('.spec.ts');
    const before = fingerprint([folder], withoutSpecs);
    writeFileSync(join(folder, 'a.spec.ts'), 'new');
    expect(fingerprint([folder, join(folder, 'missing')], withoutSpecs)).toBe(before);
  });
});
