import { Module } from '@nestjs/common';
import { EngineModule } from '../../shared/engine';
import { TasksController } from './tasks.controller';
import { TasksService } from './tasks.service';

/** Creating, finding, retrying and deleting tasks. */
@Module({ imports: [EngineModule], controllers: [TasksController], providers: [TasksService] })
export class TasksModule {}
