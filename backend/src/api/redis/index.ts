export { RedisRoutesModule } from './redis-routes.module';
