import { Inject, Injectable } from '@nestjs/common';
import type { ComponentHealth, Health, HealthStatus } from '@workstream/contracts';
import type { Clock } from '@workstream/engine';
import { CLOCK } from '../../shared/engine';
import { OpenRouterStatusService } from '../../shared/openrouter';
import { RedisHealthIndicator } from '../../shared/redis';
import { Drain, unavailable } from '../http';
import { WorkersService } from '../workers';
import type { HealthDto, LiveDto, ReadyDto } from './dto/health.dto';

const WORST_FIRST: readonly HealthStatus[] = ['unhealthy', 'degraded', 'healthy'];
const UNKNOWN_WORKERS: ComponentHealth = {
  status: 'unhealthy',
  message: 'Workers report through Redis, which does not answer.',
};

/** Says how the system is, to people and to probes. */
@Injectable()
export class HealthService {
  constructor(
    private readonly redis: RedisHealthIndicator,
    private readonly workers: WorkersService,
    private readonly openrouter: OpenRouterStatusService,
    private readonly drain: Drain,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Never fails: what cannot be asked is unhealthy. */
  async health(): Promise<HealthDto> {
    const isRedisUp = await this.redis.isUp();
    const components = {
      redis: redisHealth(isRedisUp),
      workers: isRedisUp ? await this.workersHealth() : UNKNOWN_WORKERS,
      openrouter: this.openrouterHealth(),
    };
    return { status: worst(Object.values(components)), components, timestamp: this.timestamp() };
  }

  /** Asks nobody: a probe that failed with Redis would have the whole fleet restarted for nothing. */
  live(): LiveDto {
    return { status: 'alive', timestamp: this.timestamp() };
  }

  /** Throws 503 while requests should go elsewhere. */
  async ready(): Promise<ReadyDto> {
    if (this.drain.isDraining) throw unavailable('This process is stopping.');
    if (!(await this.redis.isUp())) throw unavailable('Redis did not answer within half a second.');
    return { status: 'ready' };
  }

  private async workersHealth(): Promise<ComponentHealth> {
    try {
      const { healthy_workers: healthy, stale_workers: stale } = await this.workers.fleet();
      return fleetHealth(healthy, stale);
    } catch {
      return UNKNOWN_WORKERS;
    }
  }

  /** Working without a key is a mode, not a fault. */
  private openrouterHealth(): ComponentHealth {
    return { status: 'healthy', message: this.openrouter.current().message };
  }

  private timestamp(): string {
    return new Date(this.clock.now()).toISOString();
  }
}

const redisHealth = (isUp: boolean): ComponentHealth =>
  isUp
    ? { status: 'healthy', message: 'Redis answers.' }
    : { status: 'unhealthy', message: 'Redis did not answer within half a second; nothing can be created or read.' };

function fleetHealth(healthy: number, stale: number): ComponentHealth {
  if (healthy === 0) return { status: 'degraded', message: 'No worker is running: tasks are accepted, and wait.' };
  const running = `${String(healthy)} ${healthy === 1 ? 'worker is' : 'workers are'} running`;
  if (stale === 0) return { status: 'healthy', message: `${running}.` };
  return {
    status: 'degraded',
    message: `${running}, ${String(stale)} stopped without a word; their tasks are given back.`,
  };
}

const worst = (components: readonly ComponentHealth[]): Health['status'] =>
  WORST_FIRST.find((status) => components.some((component) => component.status === status)) ?? 'healthy';
