import { provideHttpClient, withInterceptors, withXhr } from '@angular/common/http';
import { ApplicationConfig, provideAppInitializer, provideBrowserGlobalErrorListeners } from '@angular/core';
import { TitleStrategy, provideRouter, withComponentInputBinding, withInMemoryScrolling } from '@angular/router';
import { problemInterceptor } from './api/problem-interceptor';
import { routes } from './app.routes';
import { ProductTitle } from './product-title';
import { registerIcons } from './ui/icons/register-icons';

/** What the console is made of. XHR, not fetch, because only it tells how far an upload is. */
export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideHttpClient(withXhr(), withInterceptors([problemInterceptor])),
    provideRouter(routes, withComponentInputBinding(), withInMemoryScrolling({ scrollPositionRestoration: 'enabled' })),
    provideAppInitializer(registerIcons),
    { provide: TitleStrategy, useClass: ProductTitle },
  ],
};
