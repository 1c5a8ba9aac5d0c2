import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { Request } from 'express';
import { invalidInput } from './problem-exception';

const NAME = 'Idempotency-Key';
const SHAPE = /^[\x21-\x7e]{1,255}$/;

const DESCRIPTION =
  'Makes it safe to send the request again: for a day, the same key with the same body answers the same task, marked ' +
  'with `Idempotency-Replayed: true`. With another body it is refused. Creation is one step in the store, so there is ' +
  'no moment at which a first request is still in flight for a second one.';

/** The value of the request's `Idempotency-Key`, or undefined. Throws a problem that names the header when it is no key. */
export const IdempotencyKey = createParamDecorator((_: unknown, context: ExecutionContext): string | undefined => {
  const key = context.switchToHttp().getRequest<Request>().get(NAME);
  if (key === undefined || SHAPE.test(key)) return key;
  throw invalidInput({ field: NAME, message: `${NAME} must be 1 to 255 printable characters without spaces` });
});

/** Documents that an operation takes an `Idempotency-Key`. */
export const ApiIdempotent = (): MethodDecorator =>
  applyDecorators(
    ApiHeader({
      name: NAME,
      required: false,
      description: DESCRIPTION,
      schema: { type: 'string', pattern: '^[\\x21-\\x7e]+$', maxLength: 255, example: 'order-4711' },
    }),
  );
