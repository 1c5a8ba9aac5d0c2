import { writeFileSync } from 'node:fs';
import { buildParts } from '../launcher/build-parts.mjs';
import { clientTypes, clientTypesFile } from '../launcher/client-types.mjs';
import { say } from '../launcher/report.mjs';

/** `npm run client`: writes the types of the client out of what the server says of itself; a spec notices when they differ. */
export default async function client() {
  await buildParts();
  writeFileSync(clientTypesFile, await clientTypes());
  say('Written: libs/client/src/generated.ts');
  return 0;
}
