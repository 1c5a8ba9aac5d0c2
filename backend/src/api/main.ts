import { Logger } from '@nestjs/common';
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

async function listen(app: NestExpressApplication, { host, port, insecureOpen }: AppConfig['http']): Promise<void> {
  try {
    await app.listen(port, host);
    const access = insecureOpen ? 'open to everyone who can reach it' : 'local mode: this machine only';
    new Logger('Api').log('Listening, without authentication', { url: await app.getUrl(), access });
  } catch (error) {
    await app.close();
    throw toSentence(error, host, port);
  }
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
