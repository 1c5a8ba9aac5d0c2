export { httpMetrics } from './http-metrics';
export { MetricsModule } from './metrics.module';
