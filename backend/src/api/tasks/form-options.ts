import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';

const NUMBERS = new Set(['max_retries', 'timeout_ms', 'max_age_ms', 'max_cost_usd']);
const DECIMAL = /^\d{1,15}(\.\d{1,9})?$/;

/** Reads the options in a form, where everything is text, as the values they stand for. What cannot be read validation refuses. */
@Injectable()
export class FormOptions implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): ReturnType<CallHandler['handle']> {
    const request = context.switchToHttp().getRequest<Request<unknown, unknown, Record<string, unknown> | undefined>>();
    const fields = Object.entries(request.body ?? {});
    request.body = Object.fromEntries(fields.map(([name, value]) => [name, valueOf(name, value)]));
    return next.handle();
  }
}

// An empty field of a form is a field that was not filled in.
function valueOf(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (value === '') return undefined;
  if (NUMBERS.has(name)) return DECIMAL.test(value) ? Number(value) : value;
  return name === 'labels' ? parsed(value) : value;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}
