import { MAX_BATCH_TASKS, type BatchTaskRequest, type NewTaskRequest } from '@workstream/contracts';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsObject, Matches, ValidateBy, ValidateNested } from 'class-validator';
import { Optional } from '../../http';
import { TaskOptionsDto } from './task-options.dto';

const typeRule = { message: 'task_type must be at most 64 letters, digits, dots, dashes or underscores' };
const keyRule = { message: 'idempotency_key must be 1 to 255 printable characters without spaces' };
const optionsRule = { message: 'options must be an object' };
const batchRule = { message: `tasks must be a list of 1 to ${String(MAX_BATCH_TASKS)} tasks` };

const isInput = (value: unknown): boolean =>
  typeof value === 'string' ? /\S/.test(value) : typeof value === 'object' && value !== null && !Array.isArray(value);

const IsInput = (): PropertyDecorator =>
  ValidateBy({
    name: 'isInput',
    validator: { validate: isInput, defaultMessage: () => 'input must be text that is not blank, or a JSON object' },
  });

/** A task of any type. */
export class CreateTaskDto implements NewTaskRequest {
  /**
   * A type that a worker can run.
   * @example "summarize"
   */
  @Matches(/^[\w.-]{1,64}$/, typeRule)
  readonly task_type: string;

  /** The text to work on, or a JSON object, which the handler gets as text. */
  @ApiProperty({
    oneOf: [
      { type: 'string', pattern: '\\S' },
      { type: 'object', additionalProperties: true },
    ],
    example: 'Redis keeps its data in memory. It can also write it to disk.',
  })
  @IsInput()
  readonly input: string | Readonly<Record<string, unknown>>;

  @Optional()
  @IsObject(optionsRule)
  @ValidateNested(optionsRule)
  @Type(() => TaskOptionsDto)
  readonly options?: TaskOptionsDto;
}

/** One task of a batch. */
export class BatchTaskDto extends CreateTaskDto implements BatchTaskRequest {
  /**
   * A task with a key that is known already is not created again.
   * @example "order-4711"
   */
  @Optional()
  @Matches(/^[\x21-\x7e]{1,255}$/, keyRule)
  readonly idempotency_key?: string;
}

/** Many tasks at once. */
export class CreateBatchDto {
  /** They wait in the order given. */
  @IsArray(batchRule)
  @ArrayMinSize(1, batchRule)
  @ArrayMaxSize(MAX_BATCH_TASKS, batchRule)
  @ValidateNested({ each: true, message: 'tasks must be objects' })
  @Type(() => BatchTaskDto)
  readonly tasks: BatchTaskDto[];
}
