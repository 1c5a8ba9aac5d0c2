export { openGate } from './call-gate';
export type { CallAnswer, CallFailure } from './call-outcome';
export type { CallMessage, CallTask, ModelCall } from './model-call';
export type { ModelInfo } from './model-catalogue';
export { OPENROUTER_CLIENT, OpenRouterClient } from './openrouter-client';
export { OpenRouterStatusService } from './openrouter-status.service';
export { OpenRouterModule } from './openrouter.module';
export { toTaskFailure } from './to-task-failure';
