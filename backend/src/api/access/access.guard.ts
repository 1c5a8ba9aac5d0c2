import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { NEED, type Need } from './access';
import { AccessControl } from './access-control';

/** Asks of every route's caller what the route needs; a route that does not say needs `admin`. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly control: AccessControl,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    const need = this.reflector.getAllAndOverride<Need | undefined>(NEED, targets) ?? 'admin';
    const http = context.switchToHttp();
    if (need !== 'public') await this.control.demand(need, http.getRequest<Request>(), http.getResponse<Response>());
    return true;
  }
}
