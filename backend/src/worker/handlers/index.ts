export { HandlersModule } from './handlers.module';
export { HandlerRegistry } from './registry';
