import { Module } from '@nestjs/common';
import { RedisReport, type Keys } from '@workstream/engine';
import { EngineModule, KEYS } from '../../shared/engine';
import { REDIS_COMMANDS, RedisModule, type Redis } from '../../shared/redis';
import { RedisController } from './redis.controller';
import { RedisService } from './redis.service';

/** How Redis is, over HTTP. */
@Module({
  imports: [EngineModule, RedisModule],
  controllers: [RedisController],
  providers: [
    {
      provide: RedisReport,
      useFactory: (redis: Redis, keys: Keys) => new RedisReport({ redis, keys }),
      inject: [REDIS_COMMANDS, KEYS],
    },
    RedisService,
  ],
})
export class RedisRoutesModule {}
