import { setupZonelessTestEnv } from 'jest-preset-angular/setup-env/zoneless/index.mjs';

// Native ES modules get no `jest` in their scope; here it has one.
Object.assign(globalThis, { jest: (import.meta as unknown as { jest: unknown }).jest });

setupZonelessTestEnv({ errorOnUnknownElements: true, errorOnUnknownProperties: true });

// Nothing is laid out here, so that there is nowhere to scroll.
Element.prototype.scrollIntoView = () => undefined;
