import { Module } from '@nestjs/common';
import { EngineModule } from '../../shared/engine';
import { Drain } from './drain';
import { SseHub } from './sse-hub';

/** What every feature of the API stands on. */
@Module({ imports: [EngineModule], providers: [Drain, SseHub], exports: [Drain, SseHub] })
export class HttpModule {}
