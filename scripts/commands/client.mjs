import { writeFileSync } from 'node:fs';
import { buildParts } from '../launcher/build-parts.mjs';
import { describedFiles } from '../launcher/described-files.mjs';
import { inRoot } from '../launcher/project.mjs';
import { say } from '../launcher/report.mjs';

/** `npm run client`: writes down what the server says of itself, and the client's types; a spec notices when they differ. */
export default async function client() {
  await buildParts();
  for (const { name, text } of await describedFiles()) {
    writeFileSync(inRoot(name), text);
    say(`Written: ${name}`);
  }
  return 0;
}
