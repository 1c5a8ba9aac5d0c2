import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { precompress } from './precompress.mjs';

describe('precompress', () => {
  it('writes both packed forms beside what is worth it, in every folder, and touches nothing else', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'workstream-pack-'));
    const script = 'start();'.repeat(500);
    mkdirSync(join(folder, 'deep'));
    writeFileSync(join(folder, 'deep', 'main.js'), script);
    writeFileSync(join(folder, 'small.css'), 'a{}');
    writeFileSync(join(folder, 'notes.txt'), script);

    await precompress(folder);

    expect(readdirSync(folder).sort()).toEqual(['deep', 'notes.txt', 'small.css']);
    expect(readdirSync(join(folder, 'deep')).sort()).toEqual(['main.js', 'main.js.br', 'main.js.gz']);
    expect(brotliDecompressSync(readFileSync(join(folder, 'deep', 'main.js.br'))).toString()).toBe(script);
    expect(gunzipSync(readFileSync(join(folder, 'deep', 'main.js.gz'))).toString()).toBe(script);
  });
});
