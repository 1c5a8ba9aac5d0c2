import { Module } from '@nestjs/common';
import { EngineModule } from '../../shared/engine';
import { OpenRouterModule } from '../../shared/openrouter';
import { CostsService } from './costs.service';
import { LimitsController } from './limits.controller';
import { LimitsService } from './limits.service';
import { OpenRouterController } from './openrouter.controller';

/** What the API tells of OpenRouter. */
@Module({
  imports: [EngineModule, OpenRouterModule],
  controllers: [OpenRouterController, LimitsController],
  providers: [CostsService, LimitsService],
})
export class OpenRouterRoutesModule {}
