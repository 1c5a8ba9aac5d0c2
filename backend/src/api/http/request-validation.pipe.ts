import { ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import type { FieldProblem } from '@workstream/contracts';
import { gatherLabels } from './gather-labels';
import { invalidInput } from './problem-exception';

/** A batch of a thousand tasks may be wrong in all of them; nobody reads further than this. */
const MAX_FIELD_PROBLEMS = 100;

/** Turns bodies and queries into their DTOs. Every field that is wrong, or not known at all, is named in one 422. */
export class RequestValidationPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      stopAtFirstError: true,
      exceptionFactory: (errors) =>
        invalidInput(...errors.flatMap((error) => toFieldProblems(error)).slice(0, MAX_FIELD_PROBLEMS)),
    });
  }

  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'query') return super.transform(gatherLabels(value as Record<string, unknown>), metadata);
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
