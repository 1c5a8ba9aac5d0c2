import type { NestExpressApplication } from '@nestjs/platform-express';
import { API_PREFIX } from '@workstream/contracts';
import type { Request, RequestHandler } from 'express';
import { AuditLog } from '../../shared/access';
import { traceIdOf } from '../http';
import { AccessControl } from './access-control';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Notes every request for a change, with what became of it. Where everyone may do everything nothing is noted: there is
 * nobody to name.
 */
export function auditTrail(app: NestExpressApplication): RequestHandler {
  const [control, log] = [app.get(AccessControl), app.get(AuditLog)];
  return (request, response, next) => {
    if (READING.has(request.method) || !request.path.startsWith(API_PREFIX)) {
      next();
      return;
    }
    const { method, path } = request;
    response.once('finish', () => {
      const principal = control.known(request);
      if (principal?.authentication === 'open') return;
      if (principal === null && response.statusCode !== 401 && response.statusCode !== 429) return;
      const { statusCode: status } = response;
      log.note({
        actor: actorOf(control, request),
        address: request.ip ?? '',
        method,
        path,
        status,
        trace_id: traceIdOf(response),
      });
    });
    next();
  };
}

function actorOf(control: AccessControl, request: Request): string | null {
  const key = control.known(request)?.key;
  return key ? `${key.name} (${key.id})` : null;
}
