export { OpenRouterRoutesModule } from './openrouter-routes.module';
