import { Logger } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { InvalidConfigError, readConfig, type AppConfig } from '../shared/config';
import { runProcess, stopWhenAsked } from '../shared/process';
import { AccessControl, refuseOpenDoor } from './access';
import { createApi } from './create-api';

runProcess(async () => {
  const config = readConfig();
  const app = await createApi(config);
  stopWhenAsked(app);
  // Connects to Redis: before that nothing could be learnt of keys.
  await app.init();
  await refuseOpenDoor(app, config).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  await listen(app, config.http);
});

async function listen(app: NestExpressApplication, { host, port, insecureOpen }: AppConfig['http']): Promise<void> {
  try {
    await app.listen(port, host);
    new Logger('Api').log('Listening', { url: await app.getUrl(), access: await accessOf(app, insecureOpen) });
  } catch (error) {
    await app.close();
    throw toSentence(error, host, port);
  }
}

async function accessOf(app: NestExpressApplication, insecureOpen: boolean): Promise<string> {
  if (insecureOpen) return 'open to everyone who can reach it';
  const isOpen = await app
    .get(AccessControl)
    .isOpen()
    .catch(() => false);
  return isOpen ? 'local mode: this machine only, without authentication' : 'with an API key';
}

function toSentence(error: unknown, host: string, port: number): unknown {
  if (!(error instanceof Error) || !('syscall' in error)) return error;
  return new InvalidConfigError([whyNot('code' in error ? String(error.code) : '', host, port)], { cause: error });
}

function whyNot(code: string, host: string, port: number): string {
  if (code === 'EADDRINUSE')
    return `PORT=${String(port)} is already in use; stop the program that uses it or choose another PORT`;
  if (code === 'EACCES') return `PORT=${String(port)} needs special rights; choose one above 1023`;
  return `HOST=${host} is no address of this machine (${code})`;
}
