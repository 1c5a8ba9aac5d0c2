import { Module } from '@nestjs/common';
import { OpenRouterStatusService } from './openrouter-status.service';

/** Everything that has to do with the model provider outside. */
@Module({ providers: [OpenRouterStatusService], exports: [OpenRouterStatusService] })
export class OpenRouterModule {}
