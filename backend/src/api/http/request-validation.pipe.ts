import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import type { FieldProblem } from '@workstream/contracts';
import { invalidInput } from './problem-exception';

/** Turns bodies and queries into their DTOs. Every field that is wrong, or not known at all, is named in one 422. */
export class RequestValidationPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      stopAtFirstError: true,
      exceptionFactory: (errors) => invalidInput(...errors.flatMap((error) => toFieldProblems(error))),
    });
  }

  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const isBody = metadata.type === 'body';
    if (isBody && Array.isArray(value)) throw invalidInput({ field: 'body', message: 'body must be a JSON object' });
    return super.transform(isBody ? (value ?? {}) : value, metadata);
  }
}

function toFieldProblems({ property, constraints, children }: ValidationError): FieldProblem[] {
  const own = Object.entries(constraints ?? {}).map(([rule, message]) => ({
    field: property,
    message: rule === 'whitelistValidation' ? `${property} is not a known field` : message,
  }));
  const nested = (children ?? []).flatMap(toFieldProblems);
  return [...own, ...nested.map(({ field, message }) => ({ field: `${property}.${field}`, message }))];
}
