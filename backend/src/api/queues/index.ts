export { QueuesModule } from './queues.module';
