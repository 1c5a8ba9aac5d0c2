import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { RedisHealth, RedisStats } from '@workstream/contracts';
import { Access } from '../access';
import { ApiProblems } from '../http';
import { RedisHealthDto, RedisStatsDto } from './dto/redis.dto';
import { RedisService } from './redis.service';

/** Redis over HTTP. */
@ApiTags('redis')
@ApiProblems(403, 500, 503)
@Access('read:workers')
@Controller('redis')
export class RedisController {
  constructor(private readonly redis: RedisService) {}

  @Get('health')
  @ApiOkResponse({ type: RedisHealthDto, description: 'Redis answers' })
  @ApiOperation({ summary: 'See how fast Redis answers' })
  getRedisHealth(): Promise<RedisHealth> {
    return this.redis.health();
  }

  @Get('pool-stats')
  @ApiOkResponse({ type: RedisStatsDto, description: 'The server that holds the tasks' })
  @ApiOperation({ summary: 'See connections, memory and persistence of Redis, and what should be changed' })
  getRedisStats(): Promise<RedisStats> {
    return this.redis.stats();
  }
}
