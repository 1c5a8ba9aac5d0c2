import { Module } from '@nestjs/common';
import type { Clock } from '@workstream/engine';
import { APP_CONFIG, type AppConfig } from '../config';
import { CLOCK, EngineModule } from '../engine';
import { openGate } from './call-gate';
import { OPENROUTER_CLIENT, OpenRouterClient } from './openrouter-client';
import { OpenRouterStatusService } from './openrouter-status.service';

/** Everything that has to do with the model provider outside. Without a key there is no client, and nothing is asked. */
@Module({
  imports: [EngineModule],
  providers: [
    {
      provide: OPENROUTER_CLIENT,
      useFactory: ({ openrouter }: AppConfig, clock: Clock): OpenRouterClient | null => {
        const { apiKey, ...options } = openrouter;
        return apiKey === null ? null : new OpenRouterClient({ ...options, apiKey, clock, gate: openGate });
      },
      inject: [APP_CONFIG, CLOCK],
    },
    OpenRouterStatusService,
  ],
  exports: [OPENROUTER_CLIENT, OpenRouterStatusService],
})
export class OpenRouterModule {}
