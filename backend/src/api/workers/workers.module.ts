import { Module } from '@nestjs/common';
import { EngineModule } from '../../shared/engine';
import { WorkersController } from './workers.controller';
import { WorkersService } from './workers.service';

/** The workers as they report themselves. */
@Module({
  imports: [EngineModule],
  controllers: [WorkersController],
  providers: [WorkersService],
  exports: [WorkersService],
})
export class WorkersModule {}
