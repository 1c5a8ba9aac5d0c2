import { buildParts } from '../launcher/build-parts.mjs';
import { say } from '../launcher/report.mjs';

/** `npm run build`: compiles the server and the console where their sources changed. */
export default async function build() {
  await buildParts();
  say('Everything is built: dist/server, dist/console');
  return 0;
}
