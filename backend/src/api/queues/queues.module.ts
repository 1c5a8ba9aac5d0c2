import { Module } from '@nestjs/common';
import { EngineModule } from '../../shared/engine';
import { HttpModule } from '../http';
import { QueueFeed } from './queue-feed';
import { QueuesController } from './queues.controller';
import { QueuesService } from './queues.service';

/** Queues and their live stream. */
@Module({ imports: [EngineModule, HttpModule], controllers: [QueuesController], providers: [QueuesService, QueueFeed] })
export class QueuesModule {}
