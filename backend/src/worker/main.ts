import { NestFactory } from '@nestjs/core';
import { readConfig } from '../shared/config';
import { JsonLogger } from '../shared/logging';
import { runProcess, stopWhenAsked } from '../shared/process';
import { WorkerModule } from './worker.module';
import { WorkerService } from './worker.service';

runProcess(async () => {
  const config = readConfig();
  const logger = new JsonLogger(config.logLevel);
  const app = await NestFactory.createApplicationContext(WorkerModule.forRoot(config), { logger, abortOnError: false });
  stopWhenAsked(app);
  const worker = app.get(WorkerService);
  logger.speakAs({ worker_id: worker.workerId });
  await worker.start();
});
