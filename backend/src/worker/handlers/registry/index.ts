export { HandlerRegistry } from './handler-registry';
export { TaskHandler } from './task-handler';
