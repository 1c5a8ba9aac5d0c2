import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsOptional } from 'class-validator';

const absentForNull = ({ value }: { value: unknown }): unknown => value ?? undefined;

/** A field that may be left out. Null means the same, for callers that send every field; nothing behind this sees it. */
export const Optional = (): PropertyDecorator => applyDecorators(IsOptional(), Transform(absentForNull));
