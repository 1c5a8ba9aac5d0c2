import { Module } from '@nestjs/common';
import { OpenRouterModule } from '../../shared/openrouter';
import { OpenRouterController } from './openrouter.controller';

/** What the API tells of OpenRouter. */
@Module({ imports: [OpenRouterModule], controllers: [OpenRouterController] })
export class OpenRouterRoutesModule {}
