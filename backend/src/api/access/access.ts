import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiSecurity } from '@nestjs/swagger';
import type { Scope } from '@workstream/contracts';
import { ApiProblems } from '../http';

/** Where a route's need is noted. */
export const NEED = 'workstream:access';

/** What a route asks of its caller. */
export type Need = Scope | 'public';

/** A route that needs a scope. One that says nothing needs `admin`. */
export const Access = (scope: Scope): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(NEED, scope), ApiBearerAuth(), ApiSecurity('session'), ApiProblems(401, 403, 429));

/** A route for everyone. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(NEED, 'public' satisfies Need);
