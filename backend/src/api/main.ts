import type { NestExpressApplication } from '@nestjs/platform-express';
import { InvalidConfigError, readConfig, type AppConfig } from '../shared/config';
import { runProcess, stopWhenAsked } from '../shared/process';
import { createApi } from './create-api';
import { refuseOpenDoor } from './http';

runProcess(async () => {
  const config = readConfig();
  refuseOpenDoor(config.http);
  const app = await createApi(config);
  stopWhenAsked(app);
  await listen(app, config.http);
});

async function listen(app: NestExpressApplication, { host, port }: AppConfig['http']): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (error) {
    await app.close();
    throw new InvalidConfigError([whyNot(error, host, port)], { cause: error });
  }
}

function whyNot(error: unknown, host: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
  if (code === 'EADDRINUSE')
    return `PORT=${String(port)} is already in use; stop the program that uses it or choose another PORT`;
  if (code === 'EACCES') return `PORT=${String(port)} needs special rights; choose one above 1023`;
  return `HOST=${host} cannot be listened on (${code})`;
}
