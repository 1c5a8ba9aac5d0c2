export { OpenRouterStatusService } from './openrouter-status.service';
export { OpenRouterModule } from './openrouter.module';
