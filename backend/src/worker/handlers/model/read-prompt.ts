import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The words in `prompts/NAME.md` of a handler's folder. Changed words are a new file with a higher number in its name. */
export const readPrompt = (folder: string, name: string): string =>
  readFileSync(join(folder, 'prompts', `${name}.md`), 'utf8').trim();
