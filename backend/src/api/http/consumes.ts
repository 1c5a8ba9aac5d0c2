import { applyDecorators, UseGuards, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ApiConsumes } from '@nestjs/swagger';
import type { Request } from 'express';
import { ProblemException } from './problem-exception';

/** A route's one body type. A body of another type is refused; whether there must be one is for validation to say. */
export const Consumes = (type: 'application/json' | 'multipart/form-data'): MethodDecorator =>
  applyDecorators(ApiConsumes(type), UseGuards(new BodyTypeGuard(type)));

class BodyTypeGuard implements CanActivate {
  constructor(private readonly type: string) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    const isEmpty = request.headers['content-length'] === '0';
    if (isEmpty || request.is(this.type) !== false) return true;
    throw new ProblemException('unsupported-media-type', `Send the body as ${this.type}.`);
  }
}
