import { Transform } from 'class-transformer';

/** Reads a query value as a number when it is plain digits; anything else is left for validation to refuse. */
export const ToInteger = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value,
  );
