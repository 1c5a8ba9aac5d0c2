export { runProcess } from './run-process';
export { askToStop, stopWhenAsked } from './stop-when-asked';
