import { readFileSync, writeFileSync } from 'node:fs';
import { buildParts } from '../launcher/build-parts.mjs';
import { clientTypes, clientTypesFile } from '../launcher/client-types.mjs';
import { Refusal, say } from '../launcher/report.mjs';

/** `npm run client`: writes the types of the client anew; with `--check` it only says whether they are what the server does. @param {string[]} args */
export default async function client(args) {
  await buildParts();
  const types = await clientTypes();
  if (args.includes('--check')) return check(types);
  writeFileSync(clientTypesFile, types);
  say(`Written: ${clientTypesFile}`);
  return 0;
}

/** @param {string} types */
function check(types) {
  if (readFileSync(clientTypesFile, 'utf8') !== types)
    throw new Refusal(
      'libs/client/src/generated.ts is not what the server does: run npm run client and look at the difference.',
    );
  say('The client knows the server as it is.');
  return 0;
}
