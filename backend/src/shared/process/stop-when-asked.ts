import type { INestApplicationContext } from '@nestjs/common';

/** Closes the application on SIGTERM, on SIGINT, and when the process that started this one with a channel is gone. */
export function stopWhenAsked(app: INestApplicationContext): void {
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  if (!process.send) return;
  // Gone already while this process was still starting.
  if (!process.connected) askToStop();
  else process.once('disconnect', askToStop);
}

/** Does what SIGTERM does. As an event, for on Windows a signal to oneself would end the process on the spot. */
export function askToStop(): void {
  process.emit('SIGTERM', 'SIGTERM');
}
