export type HealthStatus = 'healthy' | 'degraded' | 'unhealthy';

/** One part of the system as `GET /health` sees it. */
export interface ComponentHealth {
  readonly status: HealthStatus;
  /** One sentence a person can act on. */
  readonly message: string;
}

/** `GET /health`: always 200, the verdict is in the body. */
export interface Health {
  readonly status: HealthStatus;
  readonly components: Readonly<Record<string, ComponentHealth>>;
  readonly note?: string;
  readonly timestamp: string;
}
